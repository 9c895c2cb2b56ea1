package dev.dlrbridge.tenant;

/** Statements about applications. */
final class ApplicationSql {
    static final String TABLE = "application";
    static final String CLIENT_SECRET = "client_secret";

    static final String FIND = """
            SELECT client_id, title, updated_at
              FROM application
             WHERE client_id = $1""";

    /** One more page; of all applications, or of the given ones. */
    static final String LIST = """
            SELECT client_id, title, updated_at
              FROM application
             WHERE client_id > $1
               AND (cardinality($2::text[]) = 0 OR client_id = ANY ($2))
             ORDER BY client_id
             LIMIT $3""";

    static final String LOCK = FIND + "\n   FOR UPDATE";

    static final String PUT = """
            INSERT INTO application (client_id, client_secret, title, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $4)
            ON CONFLICT (client_id) DO UPDATE
               SET client_secret = EXCLUDED.client_secret,
                   title = EXCLUDED.title,
                   updated_at = EXCLUDED.updated_at
            RETURNING client_id, title, updated_at""";

    static final String READ_SECRET = """
            SELECT client_secret
              FROM application
             WHERE client_id = $1""";

    private ApplicationSql() {}
}
