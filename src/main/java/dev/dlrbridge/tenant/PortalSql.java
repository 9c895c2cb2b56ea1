package dev.dlrbridge.tenant;

/** Statements about portals, apart from those of {@link Parking} and {@link TokenStore}. */
final class PortalSql {
    static final String TABLE = "portal";
    static final String ACCESS_TOKEN = "access_token";
    static final String REFRESH_TOKEN = "refresh_token";
    static final String PREVIOUS_ACCESS_TOKEN = "previous_access_token";
    static final String PREVIOUS_REFRESH_TOKEN = "previous_refresh_token";
    static final String APPLICATION_TOKEN = "application_token";

    /** As {@link Portal#of} reads them. */
    private static final String COLUMNS = "id, client_id, member_id, client_endpoint, state, reason, parked_since,"
            + " probe_at, request_limit, expires_at, created_at, updated_at";

    private static final String PORTALS = "SELECT " + COLUMNS + "\n  FROM portal\n";

    static final String FIND = PORTALS + " WHERE id = $1";

    static final String FIND_OF_ACCOUNT = PORTALS + " WHERE client_id = $1 AND member_id = $2";

    static final String LOCK_OF_ACCOUNT = FIND_OF_ACCOUNT + "\n   FOR UPDATE";

    static final String LIST_OF_ACCOUNTS = PORTALS + " WHERE client_id = $1 AND member_id = ANY ($2)";

    static final String LIST = PORTALS + """
             WHERE client_id = $1
               AND member_id > $2
               AND state = ANY ($3)
             ORDER BY member_id
             LIMIT $4""";

    /** Writes nothing where another has added the portal, whose row has another id. */
    static final String PUT = """
            INSERT INTO portal AS p (id, client_id, member_id, client_endpoint, access_token, refresh_token, expires_at,
                                     application_token, state, refresh_sequence, refreshed_at, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', 1, $9, $9, $9)
            ON CONFLICT (client_id, member_id) DO UPDATE
               SET client_endpoint = EXCLUDED.client_endpoint,
                   access_token = EXCLUDED.access_token,
                   refresh_token = EXCLUDED.refresh_token,
                   expires_at = EXCLUDED.expires_at,
                   application_token = coalesce(EXCLUDED.application_token, p.application_token),
                   state = EXCLUDED.state,
                   reason = NULL,
                   parked_since = NULL,
                   refresh_claimed_until = NULL,
                   refresh_sequence = p.refresh_sequence + 1,
                   previous_access_token = NULL,
                   previous_refresh_token = NULL,
                   refreshed_at = EXCLUDED.refreshed_at,
                   unrenewed_since = NULL,
                   probe_at = NULL,
                   probes = 0,
                   updated_at = EXCLUDED.updated_at
             WHERE p.id = EXCLUDED.id
            RETURNING\s""" + COLUMNS;

    static final String USE_PROOF = """
            INSERT INTO used_install (proof)
            VALUES ($1)
            ON CONFLICT DO NOTHING""";

    /** Whoever installs a portal sets it up at once; when that is due is for when it fails. */
    static final String INSTALLED = """
            UPDATE portal
               SET language = coalesce($2, language),
                   installed_at = $3,
                   set_up_due_at = $4,
                   set_up_attempts = 0
             WHERE id = $1""";

    static final String LIMIT_REQUESTS = """
            UPDATE portal
               SET request_limit = $2,
                   updated_at = $3
             WHERE id = $1""";

    static final String READ_APPLICATION_TOKEN = """
            SELECT id, application_token
              FROM portal
             WHERE client_id = $1
               AND member_id = $2
               AND application_token IS NOT NULL""";

    static final String NOTE_ERASURE = """
            INSERT INTO erasure (portal_id, client_id, member_id, cause)
            SELECT id, client_id, member_id, $2
              FROM portal
             WHERE id = $1
            ON CONFLICT DO NOTHING""";

    static final String DELETE = """
            DELETE FROM portal
             WHERE id = $1""";

    private PortalSql() {}
}
