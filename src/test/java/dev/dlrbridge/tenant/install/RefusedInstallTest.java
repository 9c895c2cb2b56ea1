package dev.dlrbridge.tenant.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import dev.dlrbridge.testing.SandboxResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing stored and nothing called: neither the portal that a post names, nor a server of the forger's. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RefusedInstallTest {
    private static final String SERVER = "auth[server_endpoint]";
    private static final String PORTAL = "auth[client_endpoint]";

    private final LifeCycleFixture fixture;

    RefusedInstallTest(LifeCycleFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void shouldRefuseTokensThatTheAuthorisationServerDoesNotKnow() {
        Tenant tenant = fixture.tenant();

        assertRefused(tenant, forged(tenant));
        assertRefused(
                tenant, LifeCyclePost.page(tenant.portal(), tenant.tokens()).with("AUTH_ID", "forged"));
    }

    @Test
    void shouldRefuseTokensOfAnotherPortal() {
        Tenant tenant = fixture.tenant();
        Tenant other = fixture.tenant();

        assertRefused(
                tenant,
                LifeCyclePost.install(tenant.portal(), tenant.portal().install())
                        .with("auth[access_token]", other.tokens().accessToken()));
        assertRefused(
                tenant,
                LifeCyclePost.install(tenant.portal(), tenant.tokens()).with("auth[member_id]", other.memberId()));
        assertThat(fixture.portal(other)).isEmpty();
    }

    @Test
    void shouldRefuseTokensOfAnotherApplication() {
        Tenant tenant = fixture.tenant();
        Tenant other = fixture.tenant();
        var ofOther = tenant.portal().install(other.clientId(), 1);

        assertRefused(tenant, LifeCyclePost.install(tenant.portal(), ofOther));
    }

    @Test
    void shouldRefuseAReplayedInstallAndKeepTheLaterTokens() {
        Tenant tenant = fixture.tenant();
        LifeCyclePost first = LifeCyclePost.install(tenant.portal(), tenant.tokens());
        assertThat(first.status()).isEqualTo(200);
        var later = tenant.portal().install();
        LifeCyclePost.install(tenant.portal(), later).send();
        long calls = tenant.portal().statistics().requests();

        assertThat(first.status()).isEqualTo(403);
        assertThat(first.with("auth[refresh_token]", "another").status()).isEqualTo(403);

        assertThat(fixture.access(tenant).accessToken()).isEqualTo(later.accessToken());
        assertThat(fixture.pending(tenant)).isZero();
        assertThat(tenant.portal().statistics().requests()).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.200.0.1:%d/rest/",
                "http://[::1]:%d/rest/",
                "http://[::ffff:127.200.0.1]:%d/rest/",
                "http://[::ffff:7fc8:1]:%d/rest/",
                "http://2143813633:%d/rest/",
                "http://0.0.0.0:%d/rest/",
                "http://localhost:%d/rest/",
                "http://169.254.169.254/rest/",
                "http://10.0.0.1/rest/",
                "https://192.168.1.1/rest/",
                "https://[fd00::1]/rest/",
                "https://[fe80::1]/rest/",
                "ftp://acme.bitrix24.de/rest/",
                "https://user:password@acme.bitrix24.de/rest/"
            })
    void shouldRefuseAnAddressThatIsNotThePortals(String address) throws IOException {
        Tenant tenant = fixture.tenant();
        try (Listener listener = new Listener()) {
            assertRefused(
                    tenant,
                    LifeCyclePost.install(tenant.portal(), tenant.tokens())
                            .with(PORTAL, address.formatted(listener.port())));

            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void shouldNotCallAForbiddenAddressEvenIfTheAuthorisationServerConfirmsIt() {
        String id = Tenant.newId();
        var portal = SandboxResource.sandbox()
                .createPortal(PortalSettingsBuilder.portal(id)
                        .clientId("app." + id)
                        .clientSecret("secret")
                        .address("127.200.0.1")
                        .build());
        fixture.know(portal);

        assertThat(LifeCyclePost.install(portal, portal.install()).status()).isEqualTo(403);

        assertThat(portal.statistics().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:%d/rest/", "https://oauth.evil.example/rest/", "http://127.0.0.2:%d/rest/"})
    void shouldRefuseAForeignAuthorisationServer(String address) throws IOException {
        Tenant tenant = fixture.tenant();
        try (Listener listener = new Listener()) {
            assertRefused(
                    tenant,
                    LifeCyclePost.install(tenant.portal(), tenant.tokens())
                            .with(SERVER, address.formatted(listener.port())));

            assertThat(listener.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auth[access_token], 400",
        "auth[refresh_token], 400",
        "auth[member_id], 400",
        "auth[client_endpoint], 400",
        "event, 400"
    })
    void shouldRefuseAPostThatLacksAField(String field, int status) {
        Tenant tenant = fixture.tenant();

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens())
                        .without(field)
                        .status())
                .isEqualTo(status);

        assertThat(fixture.portal(tenant)).isEmpty();
        assertThat(fixture.pending(tenant)).isZero();
    }

    @Test
    void shouldRefuseWhatIsForNoApplicationOfOursOrTooLarge() {
        Tenant tenant = fixture.tenant();
        LifeCyclePost install = LifeCyclePost.install(tenant.portal(), tenant.tokens());

        assertThat(install.to("/bitrix24/events/unknown").status()).isEqualTo(404);
        assertThat(Bridge.post(
                                "/bitrix24/events/" + tenant.clientId(),
                                "application/x-www-form-urlencoded",
                                "event=" + "x".repeat(70_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(Bridge.get("/bitrix24/events/" + tenant.clientId()).statusCode())
                .isEqualTo(405);
        assertThat(Bridge.post("/bitrix24/events/" + tenant.clientId(), "application/json", "{}")
                        .statusCode())
                .isEqualTo(415);
    }

    private static LifeCyclePost forged(Tenant tenant) {
        return LifeCyclePost.install(tenant.portal(), tenant.tokens()).with("auth[access_token]", "forged");
    }

    private void assertRefused(Tenant tenant, LifeCyclePost post) {
        long calls = tenant.portal().statistics().requests();

        assertThat(post.status()).isEqualTo(403);

        assertThat(fixture.portal(tenant)).isEmpty();
        assertThat(fixture.pending(tenant)).isZero();
        assertThat(tenant.portal().statistics().requests()).isEqualTo(calls);
    }
}
