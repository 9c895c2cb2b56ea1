package dev.dlrbridge.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The link that is printed at the start. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class LoginLinkTest {
    private final LoginLink link;
    private final KnownTokens tokens;

    LoginLinkTest(LoginLink link, KnownTokens tokens) {
        this.link = link;
        this.tokens = tokens;
    }

    @Test
    void shouldLogInOnceAndNeverAgain() {
        // given
        String address = link.make();

        // when
        Response first = open(address);
        Response second = open(address);

        // then
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.cookie("dlrbridge-session")).isNotBlank();
        assertThat(second.cookie("dlrbridge-session")).isNull();
        assertThat(second.asString()).contains("The link was used or is too old");
    }

    @Test
    void shouldNotLogInByAGuess() {
        // given
        link.make();

        // then
        assertThat(open("/console/login?once=guess").cookie("dlrbridge-session"))
                .isNull();
        assertThat(open("/console/login?once=").cookie("dlrbridge-session")).isNull();
    }

    @Test
    void shouldNotLogInAfterAQuarterOfAnHourOrWhenThereIsANewerLink() {
        // given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        LoginLink own = new LoginLink(null, null, tokens, new SecureRandom(), new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        });
        String replaced = code(own.make());
        String late = code(own.make());

        // then
        assertThat(own.use(replaced)).isEmpty();
        now.set(Instant.EPOCH.plus(LoginLink.LIFE));
        assertThat(own.use(late)).isEmpty();
        String fresh = code(own.make());
        now.set(now.get().plus(LoginLink.LIFE).minus(Duration.ofSeconds(1)));
        assertThat(own.use(fresh)).isPresent();
    }

    private static String code(String address) {
        return address.substring(address.indexOf('=') + 1);
    }

    private static Response open(String address) {
        return RestAssured.given()
                .baseUri(Bridge.inside("").toString())
                .redirects()
                .follow(false)
                .get(address);
    }
}
