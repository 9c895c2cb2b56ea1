package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.callback.KeyHash;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Row of {@code channel}, with what it has of its portal and its template.
 *
 * @param portalId null of an application's channel, as the account and the address are
 * @param clientId null of a portal's channel
 * @param application whose portal's channel or own channel it is
 * @param key ciphertext, as all secrets here
 * @param templateSecrets null for a channel that refers to no template
 * @param settings JSON text
 * @param template JSON text of what the application's template gave; null for a channel that refers to none
 */
record ChannelRow(
        UUID id,
        UUID portalId,
        String clientId,
        String account,
        String clientEndpoint,
        String application,
        String gateway,
        String senderCode,
        byte[] keyHash,
        byte[] key,
        byte[] secrets,
        byte[] templateSecrets,
        String settings,
        String template,
        String messageIdPattern,
        Instant createdAt,
        long version,
        byte[] previousKeyHash,
        Instant previousKeyUntil) {

    /** Reads it from its columns in the order of {@link ChannelSql}. */
    static ChannelRow of(Row row) {
        return new ChannelRow(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                bytes(row, 8),
                bytes(row, 9),
                bytes(row, 10),
                bytes(row, 11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                Statements.time(row, 15),
                row.getLong(16),
                bytes(row, 17),
                Statements.time(row, 18));
    }

    /** Every hash by which the channel may be found. */
    List<KeyHash> keyHashes() {
        return keyHashes(keyHash, previousKeyHash);
    }

    /** The same of a row of those two columns. */
    static List<KeyHash> keyHashes(Row row) {
        return keyHashes(bytes(row, 0), bytes(row, 1));
    }

    private static List<KeyHash> keyHashes(byte[] present, byte[] previous) {
        return Stream.of(present, previous)
                .filter(Objects::nonNull)
                .map(KeyHash::new)
                .toList();
    }

    private static byte[] bytes(Row row, int at) {
        var column = row.getBuffer(at);
        return column == null ? null : column.getBytes();
    }
}
