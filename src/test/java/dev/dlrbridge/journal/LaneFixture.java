package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessages.Want;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A portal on a lane that the test holds, so that the application's own forwarder leaves it alone. */
@Dependent
public class LaneFixture {
    public static final long EPOCH = 7;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UUID owner = UUID.randomUUID();
    private final String account = UUID.randomUUID().toString().replace("-", "");
    private final Destination channel = new Destination(UUID.randomUUID(), account, UUID.randomUUID(), "sender");
    private final Pool pool;
    private final Journal journal;
    private final Messages messages;
    private final DueMessages due;

    LaneFixture(Pool pool, Journal journal, Messages messages, DueMessages due) {
        this.pool = pool;
        this.journal = journal;
        this.messages = messages;
        this.due = due;
    }

    public void hold() {
        execute("INSERT INTO application (client_id, client_secret, title, created_at, updated_at)"
                + " VALUES ('app.due', '\\x00', 'due', now(), now()) ON CONFLICT DO NOTHING");
        execute(
                "INSERT INTO portal (id, client_id, member_id, client_endpoint, access_token, refresh_token, expires_at,"
                        + " state, created_at, updated_at)"
                        + " VALUES ($1, 'app.due', $2, 'http://127.0.0.1:1/rest/', '\\x00', '\\x00', now(),"
                        + " 'active', now(), now())",
                channel.portalId(),
                account);
        execute(
                "INSERT INTO lane (account, owner, epoch, lease_until) VALUES ($1, $2, $3, now() + interval '1 hour')",
                account,
                owner,
                EPOCH);
    }

    /** So that the application's own forwarder has nothing to do with the portal, whatever became of its lane. */
    void leave() {
        execute("DELETE FROM message WHERE portal_id = $1", portalId());
    }

    public UUID owner() {
        return owner;
    }

    public String account() {
        return account;
    }

    public UUID portalId() {
        return channel.portalId();
    }

    Destination channel() {
        return channel;
    }

    public void append(String messageId, Status status) {
        Report report = new Report(messageId, null, null, null, status.word(), status, null, null, null, messageId);
        await(journal.append(List.of(new Entry(channel, messageId, report)), 100));
    }

    List<DueMessage> take(int slots) {
        return take(slots, EPOCH);
    }

    /** @param repeats before first sends @param alone when there are no first sends */
    List<DueMessage> take(int slots, int repeats, int alone) {
        return take(new Want(channel.portalId(), slots, slots, repeats, alone, account, EPOCH));
    }

    /** For as many calls as it takes, of so many messages each, beside another call that is under way. */
    List<DueMessage> takeInCallsOf(int batch, int slots) {
        return take(new Want(channel.portalId(), slots, batch, 0, 0, account, EPOCH));
    }

    List<DueMessage> take(int slots, long epoch) {
        return take(new Want(channel.portalId(), slots, slots, 0, slots, account, epoch));
    }

    private List<DueMessage> take(Want want) {
        return await(due.take(owner, List.of(want)));
    }

    void settle(Settlement settlement) {
        await(due.settle(List.of(settlement)));
    }

    Message message(String id) {
        return await(messages.find(channel.portalId(), id)).orElseThrow();
    }

    /** As if 75 s had passed since everything was taken. */
    void endTakings() {
        execute(
                "UPDATE message SET due_at = CASE WHEN due_at IS NOT NULL THEN now() END, in_flight_until = now()"
                        + " WHERE portal_id = $1 AND in_flight_until IS NOT NULL",
                channel.portalId());
    }

    /** As if everything of the portal had happened so much earlier. */
    void letPass(Duration time) {
        execute(
                "UPDATE message SET first_seen_at = first_seen_at - $2 * interval '1 second',"
                        + " known_since = known_since - $2 * interval '1 second',"
                        + " due_at = due_at - $2 * interval '1 second',"
                        + " confirm_at = confirm_at - $2 * interval '1 second',"
                        + " in_flight_until = in_flight_until - $2 * interval '1 second' WHERE portal_id = $1",
                channel.portalId(),
                time.toSeconds());
    }

    Row row(String columns, String messageId) {
        return execute(
                        "SELECT " + columns + " FROM message WHERE portal_id = $1 AND message_id = $2",
                        portalId(),
                        messageId)
                .iterator()
                .next();
    }

    RowSet<Row> execute(String sql, Object... values) {
        return await(pool.preparedQuery(sql).execute(Tuple.from(values)));
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
