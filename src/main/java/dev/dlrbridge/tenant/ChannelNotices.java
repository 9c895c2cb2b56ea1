package dev.dlrbridge.tenant;

import dev.dlrbridge.database.ListenConnection;
import dev.dlrbridge.database.NotificationListener;
import dev.dlrbridge.tenant.callback.KeyHash;
import dev.dlrbridge.trace.Failures;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Forgets channels that were changed, by another replica or by anyone else: the database itself tells the hashes of
 * their keys (migration {@code channel_notices}).
 */
@ApplicationScoped
class ChannelNotices implements NotificationListener {
    static final String NAME = "dlrbridge_channel";

    /** Told when a table was emptied. */
    private static final String ALL = "*";

    private final ChannelCache cache;
    private final ListenConnection connection;
    private final Failures.Place failures;

    ChannelNotices(Pool pool, Vertx vertx, ChannelCache cache, Failures failures) {
        this.cache = cache;
        this.failures = failures.at("channel-notices", ChannelNotices.class);
        this.connection = new ListenConnection(pool, vertx, NAME, this);
    }

    void start(@Observes StartupEvent event) {
        connection.open();
    }

    @PreDestroy
    void stop() {
        connection.close();
    }

    @Override
    public void heard(String payload) {
        if (payload.equals(ALL)) {
            cache.hears();
        } else {
            KeyHash.parse(payload).ifPresent(cache::forget);
        }
    }

    @Override
    public void began() {
        cache.hears();
    }

    @Override
    public void failed(Throwable failure) {
        failures.note("Changes of channels are seen within seconds, not at once", failure);
    }

    @Override
    public void ended() {
        cache.isDeaf();
    }
}
