package dev.dlrbridge.tenant.install;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the bridge knows of sandbox portals. */
@ApplicationScoped
class LifeCycleFixture {
    static final String SENDER = "sender1";
    static final String HANDLER = "https://integrator.example/sms";

    private final Applications applications;
    private final Portals portals;
    private final Channels channels;
    private final Tokens tokens;
    private final Rows rows;

    LifeCycleFixture(Applications applications, Portals portals, Channels channels, Tokens tokens, Rows rows) {
        this.applications = applications;
        this.portals = portals;
        this.channels = channels;
        this.tokens = tokens;
        this.rows = rows;
    }

    /** A new portal in the sandbox, of which the bridge knows the application only. */
    Tenant tenant() {
        Tenant tenant = Tenant.inSandbox();
        know(tenant.portal());
        return tenant;
    }

    void know(dev.dlrbridge.sandbox.portal.Portal portal) {
        await(applications.put(
                portal.settings().clientId(), portal.settings().clientSecret(), "Test", SeenVersion.ANY));
    }

    /** The same after its installation, with a channel whose sender can be registered. */
    Tenant installed() {
        Tenant tenant = tenant();
        LifeCyclePost.install(tenant.portal(), tenant.tokens()).send();
        await(channels.create(
                portal(tenant).orElseThrow().id(), "kannel", SENDER, Map.of(), Map.of("handler", HANDLER)));
        rest();
        return tenant;
    }

    /** Lets administrative calls be made at once again. */
    void rest() {
        rows.select("UPDATE lane SET admin_level = 0", Tuple.tuple());
    }

    Optional<Portal> portal(Tenant tenant) {
        return await(portals.find(tenant.clientId(), tenant.memberId()));
    }

    PortalAccess access(Tenant tenant) {
        return await(tokens.access(portal(tenant).orElseThrow().id()));
    }

    /** Events of the application that wait for a verdict. */
    long pending(Tenant tenant) {
        return rows.select("SELECT count(*) FROM life_cycle_event WHERE client_id = $1", Tuple.of(tenant.clientId()))
                .get(0)
                .getLong(0);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
