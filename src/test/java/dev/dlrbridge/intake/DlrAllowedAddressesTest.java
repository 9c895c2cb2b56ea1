package dev.dlrbridge.intake;

import static dev.dlrbridge.intake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DlrAllowedAddressesTest {
    private static Tenant tenant;

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldAcceptFromAnAddressThatTheChannelPermits() {
        // given
        Tenant.Callback channel = channelFor("192.0.2.0/24, 127.0.0.0/8, ::1");

        // when
        HttpResponse<String> answer = Bridge.get(channel.path() + "/" + Tenant.newId() + "?type=1");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswer401FromAnyOtherAddressWhateverItClaims() {
        // given
        Tenant.Callback channel = channelFor("192.0.2.0/24");

        // when
        HttpResponse<String> answer = Bridge.send(
                "GET",
                channel.path() + "/" + Tenant.newId() + "?type=1",
                null,
                new byte[0],
                "X-Forwarded-For",
                "192.0.2.1");

        // then
        assertRefused(answer, Refusal.NOT_AUTHENTIC);
    }

    @Test
    void shouldRefuseChannelWithWhatIsNoAddress() {
        Bridge.admin()
                .body(Map.of(
                        "gateway", "kannel",
                        "senderCode", "sender1",
                        "settings", Map.of("allowedAddresses", "gateway.example.com")))
                .post(tenant.path() + "/channels")
                .then()
                .statusCode(400)
                .body(containsString("settings.allowedAddresses"));
    }

    private static Tenant.Callback channelFor(String addresses) {
        return tenant.channel("kannel", Map.of(), Map.of("allowedAddresses", addresses));
    }
}
