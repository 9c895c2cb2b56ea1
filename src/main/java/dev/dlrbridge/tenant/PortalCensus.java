package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How many portals are in which state, for operators. */
@ApplicationScoped
public class PortalCensus {
    private static final String COUNT = """
            SELECT state, reason, count(*)
              FROM portal
             GROUP BY state, reason
             ORDER BY count(*) DESC, reason
            """;

    private final Statements statements;

    PortalCensus(Statements statements) {
        this.statements = statements;
    }

    /** The largest groups first. */
    public Uni<List<Group>> groups() {
        return statements.list(
                COUNT,
                Tuple.tuple(),
                row -> new Group(PortalState.of(row.getString(0)), row.getString(1), row.getLong(2)));
    }

    /** @param reason why they are parked or uninstalled; may be null */
    public record Group(PortalState state, String reason, long portals) {}
}
