package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which message a gateway's own id stands for, and the reports that came before that was known. */
@ApplicationScoped
public class Correlations {
    private static final String PUT = """
            INSERT INTO correlation AS c (portal_id, channel_id, correlation_key, message_id, to_portal, to_account)
            SELECT $1, $2, *
              FROM unnest($3::text[], $4::text[], $5::uuid[], $6::text[])
            ON CONFLICT (portal_id, channel_id, correlation_key) DO UPDATE
               SET message_id = EXCLUDED.message_id,
                   to_portal = EXCLUDED.to_portal,
                   to_account = EXCLUDED.to_account
             WHERE c.message_id IS NULL
                OR (c.message_id = EXCLUDED.message_id AND c.to_portal IS NOT DISTINCT FROM EXCLUDED.to_portal)
            """;

    private static final String REFER = """
            INSERT INTO correlation (portal_id, channel_id, correlation_key, message_id, to_portal, to_account)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    /** What earlier versions stored under a readable id is from now on under its hash. */
    private static final String RENAME = """
            WITH renamed AS (
              SELECT * FROM unnest($3::text[], $4::text[]) AS t (former_key, correlation_key)
            ), waiting AS (
              UPDATE unmatched u
                 SET correlation_key = r.correlation_key
                FROM renamed r
               WHERE u.portal_id = $1 AND u.channel_id = $2 AND u.correlation_key = r.former_key
            ), former AS (
              DELETE FROM correlation c
               USING renamed r
               WHERE c.portal_id = $1 AND c.channel_id = $2 AND c.correlation_key = r.former_key
              RETURNING r.correlation_key, c.message_id, c.created_at
            )
            INSERT INTO correlation AS c (portal_id, channel_id, correlation_key, message_id, created_at)
            SELECT $1, $2, correlation_key, message_id, created_at
              FROM former
            ON CONFLICT (portal_id, channel_id, correlation_key) DO UPDATE
               SET message_id = coalesce(c.message_id, EXCLUDED.message_id)
            """;

    /** Reports whose correlation is known by now become history and raise their messages. */
    private static final String ATTACH = """
            WITH attached AS (
              DELETE FROM unmatched u
               USING correlation c
               WHERE c.portal_id = u.portal_id
                 AND c.channel_id = u.channel_id
                 AND c.correlation_key = u.correlation_key
                 AND c.message_id IS NOT NULL
                 %s
              RETURNING u.id, u.received_at, coalesce(c.to_portal, u.portal_id) AS portal_id, u.channel_id, u.sender_code,
                        u.gateway_id, u.raw_status, u.status, u.error_code, u.error_text, u.event_time,
                        u.recipient_hash, c.message_id, c.created_at
            ), history AS (
              INSERT INTO report (received_at, portal_id, message_id, channel_id, gateway_id, raw_status, status,
                                  error_code, error_text, event_time, recipient_hash)
              SELECT received_at, portal_id, message_id, channel_id, gateway_id, raw_status, status,
                     error_code, error_text, event_time, recipient_hash
                FROM attached
            )
            INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code,
                                      first_seen_at, known_since, due_at)
            SELECT DISTINCT ON (portal_id, message_id)
                   portal_id, message_id, channel_id, sender_code, status, error_code, received_at, created_at, now()
              FROM attached
             ORDER BY portal_id, message_id, status / 10 DESC, id
            """ + MessageSql.RAISE;

    private static final String ATTACH_GIVEN =
            ATTACH.formatted("AND u.portal_id = $1 AND u.channel_id = $2 AND u.correlation_key = ANY ($3::text[])");
    private static final String ATTACH_ALL = ATTACH.formatted("");

    private final Statements statements;
    private final Event<LanesHaveWork> work;

    Correlations(Statements statements, Event<LanesHaveWork> work) {
        this.statements = statements;
        this.work = work;
    }

    /** What a reference is found by; a gateway's own id that looked like it would have to be as hard to guess. */
    static String key(String reference) {
        return reference == null ? null : "reference:" + reference;
    }

    /**
     * Stores correlations of one channel, all or none, and attaches the reports that waited for them.
     *
     * @param messages by correlation key, as {@link Report#correlationKey} is before it is stored; of the channel's portal,
     *     or of those of the channel's application
     * @return false when one of the keys is known for another message; nothing was changed then
     */
    public Uni<Boolean> put(Destination channel, Map<String, PortalMessage> messages) {
        List<Told> sorted = messages.entrySet().stream()
                .map(entry -> new Told(Text.key(entry.getKey()), Text.formerKey(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(Told::key))
                .toList();
        return statements.run(pool -> store(pool, channel, sorted)).invoke(stored -> wake(stored, sorted));
    }

    /** Names a message of an application's channel, by what nobody can guess and no gateway can know before. */
    public Uni<Void> refer(Statements transaction, Destination channel, String reference, PortalMessage message) {
        Tuple values = Tuple.of(
                channel.portalId(),
                channel.channelId(),
                Text.key(key(reference)),
                message.messageId(),
                message.portalId(),
                message.account());
        return transaction.count(REFER, values).replaceWithVoid();
    }

    private static Uni<Boolean> store(Pool pool, Destination channel, List<Told> messages) {
        return pool.withTransaction(connection -> put(connection, channel, messages))
                .replaceWith(true)
                .onFailure(OtherMessage.class)
                .recoverWithItem(false);
    }

    /** Attaches reports that a lost race left behind; each {@link #put} has normally attached its own. */
    public Uni<Integer> attachForgotten() {
        return statements.count(ATTACH_ALL, Tuple.tuple());
    }

    private static Uni<Void> put(SqlClient connection, Destination channel, List<Told> messages) {
        Columns<Told> rows = Columns.of(messages);
        String[] keys = rows.column(String.class, Told::key);
        Tuple values = Tuple.of(
                channel.portalId(),
                channel.channelId(),
                keys,
                rows.column(String.class, told -> told.message.messageId()),
                rows.column(UUID.class, told -> channel.isPortal() ? null : told.message.portalId()),
                rows.column(String.class, told -> channel.isPortal() ? null : told.message.account()));
        Tuple attach = Tuple.of(channel.portalId(), channel.channelId(), keys);
        return rename(connection, channel, messages)
                .chain(() -> connection.preparedQuery(PUT).execute(values))
                .invoke(stored -> refuseUnlessAll(stored.rowCount(), keys.length))
                .chain(() -> connection.preparedQuery(ATTACH_GIVEN).execute(attach))
                .replaceWithVoid();
    }

    private static Uni<Void> rename(SqlClient connection, Destination channel, List<Told> messages) {
        List<Told> renamed =
                messages.stream().filter(told -> told.formerKey() != null).toList();
        if (renamed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns<Told> rows = Columns.of(renamed);
        Tuple values = Tuple.of(
                channel.portalId(),
                channel.channelId(),
                rows.column(String.class, Told::formerKey),
                rows.column(String.class, Told::key));
        return connection.preparedQuery(RENAME).execute(values).replaceWithVoid();
    }

    private static void refuseUnlessAll(int stored, int wanted) {
        if (stored < wanted) {
            throw new OtherMessage();
        }
    }

    private void wake(boolean stored, List<Told> messages) {
        if (stored) {
            Map<UUID, String> accounts = new HashMap<>();
            messages.forEach(told -> accounts.put(told.message.portalId(), told.message.account()));
            work.fire(new LanesHaveWork(accounts));
        }
    }

    /** Rolls the transaction back; never seen outside. */
    private static final class OtherMessage extends RuntimeException {
        OtherMessage() {
            super("the correlation key is known for another message", null, false, false);
        }
    }

    /**
     * What the integrator tells.
     *
     * @param formerKey what rows of earlier versions have instead of the key; null when that is the same
     */
    private record Told(String key, String formerKey, PortalMessage message) {}
}
