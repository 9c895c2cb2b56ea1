package dev.dlrbridge.tenant.template;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Channels of many portals, in the order of their ids. */
@ApplicationScoped
public class ChannelSelection {
    private static final String NEXT = """
            SELECT c.id
              FROM channel c
              JOIN portal p ON p.id = c.portal_id
             WHERE c.id > $1
               AND ($2::text IS NULL OR p.client_id = $2)
               AND ($3::text IS NULL OR c.gateway = $3)
               AND c.created_at <= $4
             ORDER BY c.id
             LIMIT $5
            """;

    private final Statements statements;

    ChannelSelection(Statements statements) {
        this.statements = statements;
    }

    /**
     * The next channels behind one.
     *
     * @param clientId of their application; null: any
     * @param gateway null: any
     * @param until none that was made later
     */
    public Uni<List<UUID>> next(UUID after, String clientId, String gateway, Instant until, int limit) {
        Tuple values = Tuple.of(after, clientId, gateway, until.atOffset(ZoneOffset.UTC), limit);
        return statements.list(NEXT, values, row -> row.getUUID(0));
    }
}
