package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackTest {
    @ParameterizedTest
    @CsvSource({
        "a=1&b=2, a, 1",
        "a=1&a=2, a, 1",
        "&&a=1&, a, 1",
        "a, a, ''",
        "a=b=c, a, b=c",
        "to=%2B49+151, to, +49 151",
        "a=%, a, %",
        "a=%4, a, %4",
        "a=%zz, a, %zz",
        "a=%C3%A4, a, ä",
        "a=%FF, a, ÿ",
        "%61=1, a, 1",
        "=1, '', 1",
        "b=1, a, "
    })
    void shouldDecodeQueryWithoutFailing(String query, String name, String expected) {
        assertThat(callback(query, null, "").query().first(name)).isEqualTo(expected);
    }

    @Test
    void shouldPreferFormOverQueryAndLeaveOtherBodiesAlone() {
        assertThat(callback("a=query", null, "a=form").parameter("a")).isEqualTo("form");
        assertThat(callback("a=query", "Application/X-WWW-form-urlencoded; charset=utf-8", "a=form")
                        .parameter("a"))
                .isEqualTo("form");
        assertThat(callback("a=query", "application/json", "a=form").parameter("a"))
                .isEqualTo("query");
        assertThat(callback("a=query", null, "b=form").parameter("a")).isEqualTo("query");
        assertThat(callback(null, null, "").parameter("a")).isNull();
    }

    @Test
    void shouldFindHeaderInAnyCase() {
        // given
        Map<String, List<String>> headers = Map.of("X-Thing", List.of("1", "2"), "Empty", List.of());
        Callback callback = Callbacks.of("GET", "https://x/", null, headers, new byte[0]);

        // then
        assertThat(callback.header("x-tHING")).isEqualTo("1");
        assertThat(callback.header("X-Thing")).isEqualTo("1");
        assertThat(callback.header("empty")).isNull();
        assertThat(callback.header("absent")).isNull();
    }

    @Test
    void shouldStopAtTheMostParametersAllowed() {
        // given
        String thousand = "a=1&".repeat(Parameters.MAXIMUM);

        // then
        assertThat(callback(thousand, null, "").query().tooMany()).isFalse();
        assertThat(callback(thousand + "b=2", null, "").query().tooMany()).isTrue();
        assertThat(callback(thousand + "b=2", null, "").query().pairs()).hasSize(Parameters.MAXIMUM);
    }

    private static Callback callback(String query, String contentType, String body) {
        Map<String, List<String>> headers =
                contentType == null ? Map.of() : Map.of("Content-Type", List.of(contentType));
        return Callbacks.of("POST", "https://x/", query, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
