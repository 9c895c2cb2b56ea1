package dev.dlrbridge.forwarding;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.call.AdministrativeCalls;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Turns for administrative calls, by the lane's row, whoever holds the lane. They have a bucket of their own within the
 * {@link Budget#RESERVED} requests; the lane's owner charges them to its budget when it renews its lease.
 */
@ApplicationScoped
class LaneAdministrativeCalls implements AdministrativeCalls {

    /**
     * Three at once and 0.4 a second are no more than the five reserved in the five seconds between two renewals. A
     * claim whose holder died lapses.
     */
    private static final String CLAIM = """
            INSERT INTO lane AS l (account, admin_claimed_until, admin_level, admin_calls)
            VALUES ($1, now() + interval '75 seconds', 1, 1)
            ON CONFLICT (account) DO UPDATE
               SET admin_claimed_until = EXCLUDED.admin_claimed_until,
                   admin_level = greatest(0, l.admin_level - 0.4 * extract(epoch FROM now() - l.admin_at)) + 1,
                   admin_at = now(),
                   admin_calls = l.admin_calls + 1
             WHERE (l.admin_claimed_until IS NULL OR l.admin_claimed_until <= now())
               AND greatest(0, l.admin_level - 0.4 * extract(epoch FROM now() - l.admin_at)) <= 2
            RETURNING l.admin_calls
            """;

    private static final String RELEASE = """
            UPDATE lane
               SET admin_claimed_until = NULL
             WHERE account = $1 AND admin_calls = $2
            """;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Statements statements;
    private final Failures.Place failures;

    LaneAdministrativeCalls(Statements statements, Failures failures) {
        this.statements = statements;
        this.failures = failures.at("administrative-call", LaneAdministrativeCalls.class);
    }

    @Override
    public <T> Uni<T> inTurn(String account, Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(() -> claim(account))
                .onFailure(BusyException.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(PATIENCE.toMillis())
                .onFailure(IllegalStateException.class)
                .transform(expired -> new BusyException())
                .chain(turn -> Uni.createFrom().<T>deferred(call::get).eventually(() -> release(account, turn)));
    }

    private Uni<Long> claim(String account) {
        return statements
                .first(CLAIM, Tuple.of(account), row -> row.getLong(0))
                .map(turn -> turn.orElseThrow(BusyException::new));
    }

    private Uni<Void> release(String account, long turn) {
        return statements
                .count(RELEASE, Tuple.of(account, turn))
                .replaceWithVoid()
                .onFailure()
                .invoke(fault -> failures.note("A turn for an administrative call is not given back; it lapses", fault))
                .onFailure()
                .recoverWithNull();
    }
}
