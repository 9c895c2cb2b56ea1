package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.callback.KeyHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Finds the channel of a callback key by one statement and no transaction: reports wait for it. */
@ApplicationScoped
class KeyLookUp {
    private static final String FIND = """
            SELECT c.id, c.portal_id, c.gateway, c.sender_code, c.secrets, c.settings::text AS settings,
                   c.message_id_pattern, p.member_id, p.client_endpoint, c.client_id, coalesce(p.client_id, c.client_id) AS application,
                   t.secrets AS template_secrets,
                   CASE WHEN c.key_hash <> $1
                        THEN (extract(epoch FROM c.previous_key_until - now()) * 1000)::bigint
                   END AS millis_left
              FROM channel c
              LEFT JOIN portal p ON p.id = c.portal_id
              LEFT JOIN template t
                ON t.client_id = p.client_id AND t.gateway = c.gateway AND c.template IS NOT NULL
             WHERE c.key_hash = $1
                OR (c.previous_key_hash = $1 AND c.previous_key_until > now())
            """;

    private final Statements statements;
    private final ChannelSecrets secrets;

    KeyLookUp(Statements statements, ChannelSecrets secrets) {
        this.statements = statements;
        this.secrets = secrets;
    }

    Uni<Optional<ChannelOfKey>> find(KeyHash hash) {
        return statements.first(FIND, Tuple.of(Buffer.buffer(hash.bytes())), this::channel);
    }

    private ChannelOfKey channel(Row row) {
        ChannelEntity channel = new ChannelEntity();
        channel.id = row.getUUID("id");
        channel.portalId = row.getUUID("portal_id");
        channel.clientId = row.getString("client_id");
        channel.gateway = row.getString("gateway");
        channel.senderCode = row.getString("sender_code");
        channel.secrets = row.getBuffer("secrets").getBytes();
        var ofTemplate = row.getBuffer("template_secrets");
        channel.templateSecrets = ofTemplate == null ? null : ofTemplate.getBytes();
        channel.settings = row.getString("settings");
        channel.messageIdPattern = row.getString("message_id_pattern");
        return new ChannelOfKey(
                secrets.channel(
                        channel,
                        row.getString("member_id"),
                        row.getString("application"),
                        row.getString("client_endpoint")),
                Optional.ofNullable(row.getLong("millis_left")).map(Duration::ofMillis));
    }
}
