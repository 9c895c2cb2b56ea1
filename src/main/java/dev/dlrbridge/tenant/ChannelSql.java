package dev.dlrbridge.tenant;

/** Statements about channels; each that reads reads whole {@link ChannelRow}s. */
final class ChannelSql {
    static final String TABLE = "channel";
    static final String KEY = "key";

    /** The settings as JSON text: the driver would take a text for {@code jsonb} as a JSON string. */
    private static final String COLUMNS = """
            c.id, c.portal_id, c.client_id, p.member_id, p.client_endpoint,
                   coalesce(p.client_id, c.client_id) AS application, c.gateway, c.sender_code, c.key_hash, c.key, c.secrets,
                   t.secrets AS template_secrets, c.settings::text AS settings, c.template::text AS template,
                   c.message_id_pattern, c.created_at, c.version, c.previous_key_hash, c.previous_key_until""";

    private static final String JOINED = """
              LEFT JOIN portal p ON p.id = c.portal_id
              LEFT JOIN template t
                ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
            """;

    private static final String CHANNELS = read("channel");

    static final String FIND = CHANNELS + " WHERE c.id = $1";

    /** Reports wait for it: no transaction, and one statement. */
    static final String FIND_OF_KEY = "SELECT " + COLUMNS + """
            ,
                   CASE WHEN c.key_hash <> $1
                        THEN (extract(epoch FROM c.previous_key_until - now()) * 1000)::bigint
                   END AS millis_left
              FROM channel c
            """ + JOINED + """
             WHERE c.key_hash = $1
                OR (c.previous_key_hash = $1 AND c.previous_key_until > now())
            """;

    static final String FIND_OF_SENDER = CHANNELS + """
             WHERE c.sender_code = $1
               AND (c.portal_id = $2 OR c.client_id = $3)
             ORDER BY c.portal_id NULLS LAST, c.created_at DESC, c.id
             LIMIT 1""";

    static final String LIST_OF_PORTAL = CHANNELS + """
             WHERE c.portal_id = $1
             ORDER BY c.created_at, c.id""";

    static final String PAGE_OF_PORTAL = page("c.portal_id = $1");
    static final String PAGE_OF_APPLICATION = page("c.client_id = $1");

    static final String CREATE_OF_PORTAL = create("o.id, NULL", "portal o WHERE o.id = $2");
    static final String CREATE_OF_APPLICATION = create("NULL, o.client_id", "application o WHERE o.client_id = $2");

    static final String LOCK = """
            SELECT id
              FROM channel
             WHERE id = $1
               FOR UPDATE""";

    /** What a template has given stays known, unless it gives something now. */
    static final String CHANGE = """
            WITH changed AS (
              UPDATE channel
                 SET sender_code = $2,
                     secrets = $3,
                     settings = $4::text::jsonb,
                     message_id_pattern = $5,
                     template = coalesce($6::text::jsonb, template),
                     version = version + 1
               WHERE id = $1
              RETURNING *
            )
            """ + read("changed");

    static final String ROTATE_KEY = """
            WITH changed AS (
              UPDATE channel
                 SET previous_key_hash = key_hash,
                     previous_key_until = $4,
                     key_hash = $2,
                     key = $3,
                     version = version + 1
               WHERE id = $1
              RETURNING *
            )
            """ + read("changed");

    static final String DELETE = """
            DELETE FROM channel
             WHERE id = $1
            RETURNING key_hash, previous_key_hash""";

    static final String KEYS_OF_PORTAL = """
            SELECT key_hash, previous_key_hash
              FROM channel
             WHERE portal_id = $1""";

    private ChannelSql() {}

    private static String read(String from) {
        return "SELECT " + COLUMNS + "\n  FROM " + from + " c\n" + JOINED;
    }

    private static String page(String owned) {
        return CHANNELS + " WHERE " + owned + """

               AND c.id > $2
               AND ($3::text IS NULL OR c.gateway = $3)
             ORDER BY c.id
             LIMIT $4""";
    }

    /** Whoever is to have the channel stays until it is made. */
    private static String create(String owner, String from) {
        return """
            WITH changed AS (
              INSERT INTO channel (id, portal_id, client_id, gateway, sender_code, key_hash, key, secrets, settings,
                                   message_id_pattern, template, created_at)
              SELECT $1, %s, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10::text::jsonb, $11
                FROM %s
                 FOR KEY SHARE
              RETURNING *
            )
            """.formatted(owner, from) + read("changed");
    }
}
