package dev.dlrbridge.tenant.install;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /**
     * Not due at once, since whoever adds one judges it at once. Whoever sends may fill as many places as are left then,
     * and all who name the same application four times as many. Beyond, and when there is no place left, nobody is sent
     * away: the new one takes the place of one by the sender with the most, about the account that it names most, among
     * its own first; of several any, so that they all have the same chance to last. The same claim has one place.
     */
    private static final String ADD = """
            WITH places AS (
              SELECT $6 - count(*) AS free,
                     count(*) FILTER (WHERE client_id = $2) AS of_application,
                     count(*) FILTER (WHERE sender = $4) AS of_sender,
                     bool_or(id = $1) AS there
                FROM life_cycle_event
            ), displaced AS (
              DELETE FROM life_cycle_event
               WHERE id = (SELECT e.id
                             FROM life_cycle_event e, places p
                            WHERE p.there IS NOT TRUE
                              AND CASE WHEN p.of_sender > 0 AND p.of_sender >= p.free THEN e.sender = $4
                                       WHEN p.of_application > 0 AND p.of_application >= 4 * p.free
                                       THEN e.client_id = $2
                                       ELSE p.free <= 0 END
                            ORDER BY count(*) OVER (PARTITION BY e.sender) DESC,
                                     count(*) OVER (PARTITION BY e.client_id, e.member_id) DESC,
                                     random()
                            LIMIT 1)
            )
            INSERT INTO life_cycle_event (id, client_id, member_id, sender, claim, due_at)
            VALUES ($1, $2, $3, $4, $5, now() + interval '30 seconds')
            ON CONFLICT (id) DO NOTHING
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

    /** By turns of the senders, and of the accounts that each of them names: many of one make no other wait. */
    private static final String TAKE_DUE = """
            WITH by_account AS (
              SELECT id, sender, due_at,
                     row_number() OVER (PARTITION BY sender, client_id, member_id ORDER BY due_at) AS turn
                FROM life_cycle_event
               WHERE due_at <= now()
            ), by_sender AS (
              SELECT id, due_at, row_number() OVER (PARTITION BY sender ORDER BY turn, due_at) AS turn
                FROM by_account
            )
            UPDATE life_cycle_event
               SET due_at = now() + interval '2 minutes'
             WHERE id IN (SELECT e.id
                            FROM life_cycle_event e
                            JOIN by_sender s USING (id)
                           WHERE e.due_at <= now()
                           ORDER BY s.turn, s.due_at
                           LIMIT $1
                             FOR UPDATE OF e SKIP LOCKED)
            RETURNING id, claim
            """;

    private final Statements statements;
    private final SecretBox box;

    PendingEvents(Statements statements, SecretBox box) {
        this.statements = statements;
        this.box = box;
    }

    /** Whether a portal was installed with this very token pair before. */
    Uni<Boolean> isUsed(InstallClaim claim) {
        return statements
                .first(IS_USED, Tuple.of(Buffer.buffer(claim.proof())), row -> true)
                .map(Optional::isPresent);
    }

    /**
     * Keeps an event; false when it is kept already.
     *
     * @param sender whoever counts as one sender
     */
    Uni<Boolean> add(PendingEvent event, String sender) {
        InstallClaim claim = event.claim();
        Tuple values = Tuple.of(event.id(), claim.clientId(), claim.memberId(), sender, sealed(event.id(), claim))
                .addInteger(MOST);
        return statements.count(ADD, values).map(added -> added == 1);
    }

    /** Keeps the renewed tokens: the ones in the former claim are spent. */
    Uni<Void> replace(PendingEvent event) {
        return statements
                .count(REPLACE, Tuple.of(event.id(), sealed(event.id(), event.claim())))
                .replaceWithVoid();
    }

    /** Lets it be judged again in 10 seconds, then later and later, up to 10 minutes. */
    Uni<Void> postpone(UUID id) {
        return statements.count(POSTPONE, Tuple.of(id)).replaceWithVoid();
    }

    Uni<Void> remove(UUID id) {
        return statements.count(REMOVE, Tuple.of(id)).replaceWithVoid();
    }

    /** Some of what is due, for this replica alone in the next two minutes. */
    Uni<List<PendingEvent>> takeDue(int most) {
        return statements
                .list(TAKE_DUE, Tuple.of(most), this::event)
                .map(found -> found.stream().flatMap(Optional::stream).toList());
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
