package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.TokenPair;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes tenants whose secrets are marked, so that a leak can be found. */
@ApplicationScoped
public class TenantFixture {
    static final Instant EXPIRES_AT = Instant.parse("2026-06-01T13:09:42Z");
    static final URI ENDPOINT = URI.create("https://acme.bitrix24.de/rest/");

    private final Applications applications;
    private final Portals portals;

    public TenantFixture(Applications applications, Portals portals) {
        this.applications = applications;
        this.portals = portals;
    }

    public String application() {
        String clientId = "app." + UUID.randomUUID();
        await(applications.put(clientId, "marked-client-secret", "A title", SeenVersion.ANY));
        return clientId;
    }

    public Portal portal() {
        return portal(application(), UUID.randomUUID().toString());
    }

    public Portal portal(String clientId, String memberId) {
        return await(portals.put(
                clientId, memberId, ENDPOINT, tokens("1"), Optional.of("marked-application-token"), SeenVersion.ANY));
    }

    public static TokenPair tokens(String number) {
        return new TokenPair("marked-access-" + number, "marked-refresh-" + number, EXPIRES_AT);
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
