package dev.dlrbridge.forwarding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who owns which lane, by rows in the database; all times are the database's. */
@ApplicationScoped
class LaneLeases {
    private static final String ADD = """
            INSERT INTO lane (account)
            SELECT account FROM unnest($1::text[]) AS t (account) ORDER BY account
            ON CONFLICT DO NOTHING
            """;

    /** An owner that did not release its lane may have used all of its budget up to the end of its lease. */
    private static final String ACQUIRE = """
            WITH free AS (
              SELECT account,
                     CASE WHEN owner IS NULL THEN budget_level ELSE $4::float8 END AS level,
                     CASE WHEN owner IS NULL THEN budget_at ELSE lease_until END AS level_at
                FROM lane
               WHERE account = ANY ($1::text[])
                 AND (owner IS NULL OR lease_until < now())
                 AND (blocked_until IS NULL OR blocked_until <= now())
               ORDER BY account
                 FOR UPDATE SKIP LOCKED
            )
            UPDATE lane l
               SET owner = $2,
                   epoch = l.epoch + 1,
                   lease_until = now() + $3 * interval '1 millisecond'
              FROM free
             WHERE l.account = free.account
            RETURNING l.account, l.epoch,
                      greatest(0, free.level - 2 * extract(epoch FROM now() - free.level_at))::float8
            """;

    private static final String RENEW = """
            UPDATE lane l
               SET lease_until = now() + $5 * interval '1 millisecond',
                   budget_level = held.level,
                   budget_at = now()
              FROM unnest($1::text[], $2::bigint[], $3::float8[]) AS held (account, epoch, level)
             WHERE l.account = held.account AND l.epoch = held.epoch AND l.owner = $4 AND l.lease_until > now()
            RETURNING l.account
            """;

    private static final String RELEASE = """
            UPDATE lane l
               SET owner = NULL,
                   lease_until = NULL,
                   budget_level = held.level,
                   budget_at = now()
              FROM unnest($1::text[], $2::bigint[], $3::float8[]) AS held (account, epoch, level)
             WHERE l.account = held.account AND l.epoch = held.epoch AND l.owner = $4
            """;

    private final Pool pool;

    LaneLeases(Pool pool) {
        this.pool = pool;
    }

    /** Takes those of the lanes that nobody holds. */
    Uni<List<Lease>> acquire(UUID owner, Collection<String> accounts, Duration lease) {
        String[] wanted = accounts.toArray(String[]::new);
        Tuple values = Tuple.of(wanted, owner, lease.toMillis(), Budget.THRESHOLD);
        return pool.preparedQuery(ADD)
                .execute(Tuple.of((Object) wanted))
                .chain(() -> pool.preparedQuery(ACQUIRE).execute(values))
                .map(rows -> {
                    List<Lease> leases = new ArrayList<>();
                    rows.forEach(row -> leases.add(new Lease(row.getString(0), row.getLong(1), row.getDouble(2))));
                    return leases;
                });
    }

    /** Renews leases and notes budgets; the accounts that are missing from the answer are lost. */
    Uni<Set<String>> renew(UUID owner, Collection<Lane> lanes, Duration lease, long nanos) {
        return pool.preparedQuery(RENEW)
                .execute(held(owner, lanes, nanos).addLong(lease.toMillis()))
                .map(rows -> {
                    Set<String> renewed = new HashSet<>();
                    rows.forEach(row -> renewed.add(row.getString(0)));
                    return renewed;
                });
    }

    /** Hands lanes back with their exact budgets, so that the next owner may use them at once. */
    Uni<Void> release(UUID owner, Collection<Lane> lanes, long nanos) {
        return pool.preparedQuery(RELEASE).execute(held(owner, lanes, nanos)).replaceWithVoid();
    }

    private static Tuple held(UUID owner, Collection<Lane> lanes, long nanos) {
        List<Lane> sorted = lanes.stream()
                .sorted(java.util.Comparator.comparing(Lane::account))
                .toList();
        return Tuple.tuple()
                .addArrayOfString(sorted.stream().map(Lane::account).toArray(String[]::new))
                .addArrayOfLong(sorted.stream().map(Lane::epoch).toArray(Long[]::new))
                .addArrayOfDouble(
                        sorted.stream().map(lane -> lane.budget().level(nanos)).toArray(Double[]::new))
                .addUUID(owner);
    }
}
