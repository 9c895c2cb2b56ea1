package dev.dlrbridge.forwarding;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.RequestLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who owns which lane, by rows in the database; all times are the database's. Each statement is for many lanes. */
@ApplicationScoped
class LaneLeases {
    private final Statements statements;

    LaneLeases(Statements statements) {
        this.statements = statements;
    }

    /** Takes those of the lanes that nobody holds and that are not blocked. */
    Uni<List<Lease>> acquire(UUID owner, Collection<String> accounts, Duration lease) {
        Tuple values = Tuple.of(accounts.toArray(String[]::new), owner, lease.toMillis());
        return statements.list(LeaseSql.ACQUIRE, values, LaneLeases::lease);
    }

    /** Renews leases and notes budgets; the lanes that are missing from the answer are lost. */
    Uni<List<Renewal>> renew(UUID owner, Collection<Lane> lanes, Duration lease, long nanos) {
        return statements.list(
                LeaseSql.RENEW,
                held(owner, lanes, nanos).addLong(lease.toMillis()),
                row -> new Renewal(row.getString(0), row.getLong(1), limit(row, 2)));
    }

    /** Hands lanes back with their exact budgets, so that the next owner may use them at once. */
    Uni<Void> release(UUID owner, Collection<Lane> lanes, long nanos) {
        return statements.count(LeaseSql.RELEASE, held(owner, lanes, nanos)).replaceWithVoid();
    }

    private static Tuple held(UUID owner, Collection<Lane> lanes, long nanos) {
        List<Lane> sorted =
                lanes.stream().sorted(Comparator.comparing(Lane::account)).toList();
        return Tuple.tuple()
                .addArrayOfString(sorted.stream().map(Lane::account).toArray(String[]::new))
                .addArrayOfLong(sorted.stream().map(Lane::epoch).toArray(Long[]::new))
                .addArrayOfDouble(
                        sorted.stream().map(lane -> lane.budget().level(nanos)).toArray(Double[]::new))
                .addArrayOfDouble(sorted.stream()
                        .map(lane -> lane.budget().loweredDrain())
                        .toArray(Double[]::new))
                .addArrayOfLong(sorted.stream()
                        .map(lane -> lane.closedFor(nanos).toMillis())
                        .toArray(Long[]::new))
                .addUUID(owner);
    }

    private static Lease lease(Row row) {
        return new Lease(
                row.getString(0),
                row.getLong(1),
                row.getBoolean(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                limit(row, 6));
    }

    private static RequestLimit limit(Row row, int column) {
        return Optional.ofNullable(row.getString(column))
                .flatMap(RequestLimit::of)
                .orElse(RequestLimit.STANDARD);
    }

    /**
     * A renewed lease.
     *
     * @param charged administrative calls that were made since the last renewal
     * @param limit what the account's plan permits
     */
    record Renewal(String account, long charged, RequestLimit limit) {}
}
