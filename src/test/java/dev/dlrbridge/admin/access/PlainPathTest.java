package dev.dlrbridge.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that everyone reads alike, and those that somebody may read as another one. */
class PlainPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "*",
                "/dlr/kannel/key",
                "/dlr/sms-ru/a_b-C/0123456789abcdef",
                "/dlr/x/key/id.with.dots",
                "/dlr/x/key/...",
                "/dlr/x/key/.hidden",
                "/dlr/x/key/a%20b",
                "/dlr/x/key/%D0%9F%D1%80%D0%B8",
                "/dlr/x/key/100%25",
                "/dlr/x/key/a+b:c@d~e!f$g&h'i(j)k*l,m=n",
                "/api/v1/applications/%F0%9F%92%A9",
                "//dlr//kannel"
            })
    void shouldTakeWhatHasOneMeaning(String path) {
        assertThat(PlainPath.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/a/./b",
                "/a/../b",
                "/%2e/b",
                "/.%2E/b",
                "/%252e%252e/b",
                "/%25252e/b",
                "/%25%32%65/b",
                "/a%2fb",
                "/a%252Fb",
                "/a%5cb",
                "/a\\b",
                "/a;b",
                "/a%3bb",
                "/a%253bb",
                "/a%00b",
                "/a%0d%0ab",
                "/a\tb",
                "/a%7fb",
                "/a#b",
                "/%c0%ae%c0%ae/b",
                "/%c0%afb",
                "/%e0%80%ae/b",
                "/%ef%bc%8e%ef%bc%8e/b",
                "/a%ef%bc%8fb",
                "/a%ef%bc%bcb",
                "/%u002e/b",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%ff",
                "/%2525252541"
            })
    void shouldRefuseWhatMayBeReadAsAnotherPath(String path) {
        assertThat(PlainPath.isPlain(path)).isFalse();
    }

    @Test
    void shouldTakeNoLongerForAPathThatIsEncodedThousandsOfTimes() {
        // given
        String path = "/%" + "25".repeat(4_000);

        // when, then
        Assertions.assertTimeout(
                Duration.ofSeconds(1), () -> assertThat(PlainPath.isPlain(path)).isFalse());
    }
}
