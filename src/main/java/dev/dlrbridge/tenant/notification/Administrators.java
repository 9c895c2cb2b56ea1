package dev.dlrbridge.tenant.notification;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The administrators who are told of parkings, where the application's template wants it, and the parkings that they could
 * not be told of: mostly a portal that is parked takes no notification either.
 */
@ApplicationScoped
public class Administrators {
    private static final String NOTE =
            "UPDATE portal SET installed_by = $2 WHERE id = $1 AND installed_by IS DISTINCT FROM $2";

    private static final String TOLD = " JOIN template t ON t.client_id = p.client_id AND t.present AND t.notifications"
            + " WHERE p.installed_by IS NOT NULL";

    private static final String PARKED =
            """
            SELECT p.id, p.installed_by, p.language, p.parked_since, p.reason
              FROM portal p
            """ + TOLD + " AND p.id = ANY ($1) AND p.state = 'parked' AND p.parked_since IS NOT NULL";

    private static final String OWE = """
            UPDATE portal
               SET untold_since = parked_since, untold_reason = reason
             WHERE id = $1 AND state = 'parked'
            """;

    /** Whoever asks has to tell it: nobody else is answered the same. */
    private static final String WOKEN = """
            WITH owed AS (
              SELECT id, untold_since, untold_reason
                FROM portal
               WHERE id = ANY ($1) AND state = 'active' AND untold_since IS NOT NULL
                 FOR UPDATE
            ), p AS (
              UPDATE portal
                 SET untold_since = NULL, untold_reason = NULL
                FROM owed
               WHERE portal.id = owed.id
              RETURNING portal.id, portal.client_id, portal.installed_by, portal.language, owed.untold_since,
                        owed.untold_reason
            )
            SELECT p.id, p.installed_by, p.language, p.untold_since, p.untold_reason
              FROM p
            """ + TOLD;

    private final Statements statements;

    Administrators(Statements statements) {
        this.statements = statements;
    }

    /** @param user Bitrix24's id of an administrator who has just been there */
    public Uni<Void> note(UUID portalId, long user) {
        return statements.count(NOTE, Tuple.of(portalId, user)).replaceWithVoid();
    }

    /** Those of the portals that are parked, and whose administrator is to be told. */
    public Uni<List<Parked>> parked(List<UUID> portalIds) {
        return statements.list(PARKED, ids(portalIds), Parked::of);
    }

    /** Keeps that the administrator could not be told, until the portal is woken. */
    public Uni<Void> owe(UUID portalId) {
        return statements.count(OWE, Tuple.of(portalId)).replaceWithVoid();
    }

    /** Those of the portals that may be called again, and whose administrator was not told that they could not. */
    public Uni<List<Parked>> woken(List<UUID> portalIds) {
        return statements.list(WOKEN, ids(portalIds), Parked::of);
    }

    private static Tuple ids(List<UUID> portalIds) {
        return Tuple.of(portalIds.toArray(UUID[]::new));
    }

    /**
     * A portal that is parked, or was.
     *
     * @param user Bitrix24's id of the administrator
     * @param language of the portal; null: not known
     */
    public record Parked(UUID portalId, long user, String language, Instant since, String reason) {
        static Parked of(Row row) {
            return new Parked(
                    row.getUUID(0),
                    row.getLong(1),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getString(4));
        }
    }
}
