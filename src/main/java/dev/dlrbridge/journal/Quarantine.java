package dev.dlrbridge.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Keeps authentic requests that could not be understood, encrypted, until the profile is mended. */
@ApplicationScoped
public class Quarantine {
    /** Bounds per channel: what nobody looks at must not fill the disk. */
    static final int MOST_ENTRIES = 10_000;

    static final long MOST_BYTES = 100L << 20;

    private static final String ADD = """
            INSERT INTO quarantine (portal_id, channel_id, id, gateway, reason, size, request)
            SELECT $1, $2, $3, $4, $5, $6, $7
             WHERE (SELECT count(*) < $8 AND coalesce(sum(size), 0) + $6 <= $9
                      FROM quarantine
                     WHERE portal_id = $1 AND channel_id = $2)
            """;

    private final Pool pool;

    Quarantine(Pool pool) {
        this.pool = pool;
    }

    /**
     * Keeps one request.
     *
     * @param id of the new entry, to which the encryption of {@code request} is bound
     * @param reason a fixed text, nothing of the request
     * @return completes after the commit; fails with a {@link JournalException}, {@code Full} at the channel's limit
     */
    public Uni<Void> add(Destination channel, UUID id, String gateway, String reason, byte[] request) {
        Tuple values = Tuple.tuple()
                .addUUID(channel.portalId())
                .addUUID(channel.channelId())
                .addUUID(id)
                .addString(gateway)
                .addString(reason)
                .addInteger(request.length)
                .addBuffer(Buffer.buffer(request))
                .addInteger(MOST_ENTRIES)
                .addLong(MOST_BYTES);
        return SqlFailure.guarded(() -> pool.preparedQuery(ADD).execute(values))
                .invoke(added -> refuseUnless(added.rowCount() == 1))
                .replaceWithVoid();
    }

    private static void refuseUnless(boolean added) {
        if (!added) {
            throw new JournalException.Full();
        }
    }
}
