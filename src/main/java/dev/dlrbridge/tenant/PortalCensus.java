package dev.dlrbridge.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** How many portals are in which state, for operators. */
@ApplicationScoped
public class PortalCensus {
    private static final String COUNT = """
            SELECT state, reason, count(*)
              FROM portal
             GROUP BY state, reason
             ORDER BY count(*) DESC, reason
            """;

    private final Pool pool;

    PortalCensus(Pool pool) {
        this.pool = pool;
    }

    /** The largest groups first. */
    public Uni<List<Group>> groups() {
        return pool.query(COUNT)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Group(PortalState.of(row.getString(0)), row.getString(1), row.getLong(2)))
                        .toList());
    }

    /** @param reason why they are parked or uninstalled; may be null */
    public record Group(PortalState state, String reason, long portals) {}
}
