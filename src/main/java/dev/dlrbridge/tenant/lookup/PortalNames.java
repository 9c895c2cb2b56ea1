package dev.dlrbridge.tenant.lookup;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Names portals for people, where only ids are at hand. */
@ApplicationScoped
public class PortalNames {
    private static final String OF_PORTALS_AND_CHANNELS = """
            SELECT id, client_id, member_id, client_endpoint
              FROM portal
             WHERE id = ANY ($1)
                OR id IN (SELECT portal_id FROM channel WHERE id = ANY ($1))
             ORDER BY client_endpoint
             LIMIT $2
            """;

    private final Statements statements;

    PortalNames(Statements statements) {
        this.statements = statements;
    }

    /** The portals with these ids, and those to which channels with these ids belong. */
    public Uni<List<PortalName>> of(Collection<UUID> ids, int most) {
        return statements.list(OF_PORTALS_AND_CHANNELS, Tuple.of(ids.toArray(UUID[]::new), most), PortalNames::name);
    }

    private static PortalName name(Row row) {
        URI address = URI.create(row.getString(3));
        return new PortalName(row.getUUID(0), row.getString(1), row.getString(2), PortalName.domain(address));
    }
}
