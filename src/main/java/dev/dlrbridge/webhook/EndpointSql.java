package dev.dlrbridge.webhook;

/** How endpoints are kept. */
final class EndpointSql {
    /** A new secret is kept for a new endpoint only. Without a row in the answer there are too many of them. */
    static final String PUT = """
            INSERT INTO webhook_endpoint AS e (client_id, name, url, kinds, secret, state)
            SELECT $1, $2, $3, $4, $5, $6
             WHERE (SELECT count(*) FROM webhook_endpoint WHERE client_id = $1 AND name <> $2) < 10
            ON CONFLICT (client_id, name) DO UPDATE
               SET url = EXCLUDED.url,
                   kinds = EXCLUDED.kinds,
                   state = EXCLUDED.state,
                   failing_since = NULL,
                   updated_at = now()
            RETURNING e.created_at = now()
            """;

    static final String LIST = """
            SELECT client_id, name, url, kinds, state, failing_since, crowded,
                   (SELECT coalesce(sum(events), 0)::bigint
                      FROM webhook_line
                     WHERE client_id = e.client_id AND endpoint = e.name AND due_at IS NOT NULL),
                   created_at, updated_at
              FROM webhook_endpoint e
             WHERE client_id = $1 AND ($2::text IS NULL OR name = $2)
             ORDER BY name
            """;

    static final String LOCK_SECRET = """
            SELECT secret
              FROM webhook_endpoint
             WHERE client_id = $1 AND name = $2
               FOR UPDATE
            """;

    static final String ROTATE = """
            UPDATE webhook_endpoint
               SET secret = $3,
                   previous_secret = $4,
                   previous_until = now() + interval '1 day',
                   updated_at = now()
             WHERE client_id = $1 AND name = $2
            """;

    static final String DELETE = "DELETE FROM webhook_endpoint WHERE client_id = $1 AND name = $2";

    static final String DELETE_LINES = "DELETE FROM webhook_line WHERE client_id = $1 AND endpoint = $2";

    static final String DELETE_EVENTS = """
            WITH deleted AS (
              DELETE FROM webhook_event
               WHERE client_id = $1 AND endpoint = $2
              RETURNING event_id, portal_id, kind, finished_at
            )
            SELECT event_id, portal_id, kind
              FROM deleted
             WHERE finished_at IS NULL AND kind = 'message.requested'
            """;

    private EndpointSql() {}
}
