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
    private final Statements statements;
    private final ChannelSecrets secrets;

    KeyLookUp(Statements statements, ChannelSecrets secrets) {
        this.statements = statements;
        this.secrets = secrets;
    }

    Uni<Optional<ChannelOfKey>> find(KeyHash hash) {
        return statements.first(ChannelSql.FIND_OF_KEY, Tuple.of(Buffer.buffer(hash.bytes())), this::channel);
    }

    private ChannelOfKey channel(Row row) {
        return new ChannelOfKey(
                secrets.channel(ChannelRow.of(row)),
                Optional.ofNullable(row.getLong("millis_left")).map(Duration::ofMillis));
    }
}
