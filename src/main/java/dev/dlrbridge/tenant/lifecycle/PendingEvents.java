package dev.dlrbridge.tenant.lifecycle;

import dev.dlrbridge.tenant.SecretBox;
import dev.dlrbridge.tenant.UnreadableSecretException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * The installs and updates that are not judged yet. They are not sent again, so that they lie here, encrypted, until the
 * authorisation server has spoken; nobody vouches for them, so that they are bounded in number and time.
 */
@ApplicationScoped
class PendingEvents {
    private static final Logger LOG = Logger.getLogger(PendingEvents.class);
    static final int MOST = 10_000;

    private static final String TABLE = "life_cycle_event";
    private static final String CLAIM = "claim";

    /** A portal installs an application and updates it; more than these are nobody's honest need. */
    private static final int MOST_OF_PORTAL = 5;

    /**
     * Not due at once, since whoever adds one judges it at once. Whoever sends may fill as many places as are left then,
     * and all who name the same application four times as many: however many one of them sends, others find room.
     */
    private static final String ADD = """
            INSERT INTO life_cycle_event (id, client_id, member_id, sender, claim, due_at)
            SELECT $1, $2, $3, $4, $5, now() + interval '30 seconds'
              FROM (SELECT $6 - count(*) AS free,
                           count(*) FILTER (WHERE client_id = $2) AS of_application,
                           count(*) FILTER (WHERE client_id = $2 AND member_id = $3) AS of_portal,
                           count(*) FILTER (WHERE sender = $4) AS of_sender
                      FROM life_cycle_event) AS places
             WHERE of_application < 4 * free
               AND of_sender < free
               AND of_portal < $7
            """;

    private static final String IS_USED = """
            SELECT 1 FROM used_install WHERE proof = $1
            """;

    private static final String REPLACE = """
            UPDATE life_cycle_event
               SET claim = $2
             WHERE id = $1
            """;

    private static final String POSTPONE = """
            UPDATE life_cycle_event
               SET due_at = now() + least(interval '10 minutes', interval '10 seconds' * power(2, least(attempts, 6))),
                   attempts = attempts + 1
             WHERE id = $1
            """;

    private static final String REMOVE = """
            DELETE FROM life_cycle_event
             WHERE id = $1
            """;

    private static final String TAKE_DUE = """
            UPDATE life_cycle_event
               SET due_at = now() + interval '2 minutes'
             WHERE id IN (SELECT id
                            FROM life_cycle_event
                           WHERE due_at <= now()
                           ORDER BY due_at
                           LIMIT $1
                             FOR UPDATE SKIP LOCKED)
            RETURNING id, claim
            """;

    private static final String FORGET_OLD = """
            WITH old AS (DELETE FROM used_install WHERE used_at < now() - interval '180 days')
            DELETE FROM life_cycle_event
             WHERE received_at < now() - interval '24 hours'
            """;

    private final Pool pool;
    private final SecretBox box;

    PendingEvents(Pool pool, SecretBox box) {
        this.pool = pool;
        this.box = box;
    }

    /** Whether a portal was installed with this very token pair before. */
    Uni<Boolean> isUsed(InstallClaim claim) {
        return pool.preparedQuery(IS_USED)
                .execute(Tuple.of(Buffer.buffer(claim.proof())))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Keeps a claim under the new id; false when others' places would be taken.
     *
     * @param sender whoever counts as one sender
     */
    Uni<Boolean> add(UUID id, InstallClaim claim, String sender) {
        Tuple values = Tuple.of(id, claim.clientId(), claim.memberId(), sender, sealed(id, claim))
                .addInteger(MOST)
                .addInteger(MOST_OF_PORTAL);
        return pool.preparedQuery(ADD).execute(values).map(rows -> rows.rowCount() == 1);
    }

    /** Keeps the renewed tokens: the ones in the former claim are spent. */
    Uni<Void> replace(PendingEvent event) {
        return pool.preparedQuery(REPLACE)
                .execute(Tuple.of(event.id(), sealed(event.id(), event.claim())))
                .replaceWithVoid();
    }

    /** Lets it be judged again in 10 seconds, then later and later, up to 10 minutes. */
    Uni<Void> postpone(UUID id) {
        return pool.preparedQuery(POSTPONE).execute(Tuple.of(id)).replaceWithVoid();
    }

    Uni<Void> remove(UUID id) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(id)).replaceWithVoid();
    }

    /** Some of what is due, for this replica alone in the next two minutes. */
    Uni<List<PendingEvent>> takeDue(int most) {
        return pool.preparedQuery(TAKE_DUE)
                .execute(Tuple.of(most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> event(row).stream())
                        .toList());
    }

    /** Events after 24 hours; proofs of tokens after 180 days, when none of them is alive. */
    Uni<Integer> forgetOld() {
        return pool.query(FORGET_OLD).execute().map(rows -> rows.rowCount());
    }

    private Buffer sealed(UUID id, InstallClaim claim) {
        return Buffer.buffer(box.seal(TABLE, CLAIM, id.toString(), claim.toJson()));
    }

    /** What cannot be read keeps nobody waiting. */
    private Optional<PendingEvent> event(Row row) {
        UUID id = row.getUUID("id");
        try {
            byte[] claim =
                    box.open(TABLE, CLAIM, id.toString(), row.getBuffer(CLAIM).getBytes());
            return Optional.of(new PendingEvent(id, InstallClaim.ofJson(claim)));
        } catch (UnreadableSecretException unreadable) {
            LOG.warnf("The encryption key of install %s is not in the keyset", id);
            return Optional.empty();
        }
    }
}
