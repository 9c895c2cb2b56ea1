package dev.dlrbridge.webhook;

import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.webhook.Claim.Line;
import dev.dlrbridge.webhook.Claim.Target;
import dev.dlrbridge.webhook.Claim.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Claims lines of events for this replica, and gives them back with what became of their events. */
@ApplicationScoped
class Lines {
    private final Statements statements;

    Lines(Statements statements) {
        this.statements = statements;
    }

    /**
     * @param busy calls under way here, by {@link Line#endpointKey}
     * @param perEndpoint how many there may be of each
     * @param most lines to claim
     * @param lease what becomes of a line whose claim is not ended in this time is for another to find out
     */
    Uni<List<Claim>> claim(Map<String, Integer> busy, int perEndpoint, int most, Duration lease) {
        UUID id = UUID.randomUUID();
        List<Map.Entry<String, Integer>> entries = List.copyOf(busy.entrySet());
        Columns<Map.Entry<String, Integer>> rows = Columns.of(entries);
        Tuple values = Tuple.tuple()
                .addArrayOfString(rows.column(String.class, Map.Entry::getKey))
                .addArrayOfInteger(rows.column(Integer.class, Map.Entry::getValue))
                .addInteger(perEndpoint)
                .addInteger(most)
                .addInteger((int) lease.toSeconds())
                .addUUID(id);
        return statements.list(LineSql.CLAIM, values, row -> claim(id, row)).map(Lines::gathered);
    }

    /**
     * Gives a line back.
     *
     * @param pause before the next event is due, if one waits
     * @param failures of the first event that waits
     * @return how many events were changed; 0 if the claim had ended before, so that another replica has the line
     */
    Uni<Integer> finish(Claim claim, List<Result> results, Duration pause, int failures) {
        boolean isEmpty = claim.events().isEmpty();
        List<Result> ended = results.stream().filter(Result::isEnd).toList();
        Columns<Result> rows = Columns.of(results);
        Tuple values = line(claim.line())
                .addUUID(claim.id())
                .addLong(isEmpty ? claim.waiting() : ended.size())
                .addLong(
                        isEmpty
                                ? claim.bytes()
                                : ended.stream()
                                        .mapToLong(result -> result.event().size())
                                        .sum())
                .addInteger(failures)
                .addLong(pause.toMillis())
                .addArrayOfUUID(rows.column(UUID.class, result -> result.event().id()))
                .addArrayOfString(rows.column(
                        String.class,
                        result -> result.isEnd() ? result.outcome().word() : null))
                .addArrayOfInteger(rows.column(
                        Integer.class,
                        result -> result.attempt() == null
                                ? null
                                : result.attempt().status()))
                .addArrayOfInteger(rows.column(Integer.class, Lines::milliseconds))
                .addArrayOfString(rows.column(String.class, Result::excerpt))
                .addArrayOfBoolean(rows.column(Boolean.class, Result::forgets));
        return statements.count(LineSql.FINISH, values);
    }

    /** Notes that an endpoint does not take events, if that is news. */
    Uni<Boolean> failing(Line line) {
        return statements.count(LineSql.FAILING, endpoint(line)).map(rows -> rows == 1);
    }

    /** Notes that an endpoint takes events again, and has all that waits for it sent if it took none for long. */
    Uni<Void> well(Line line) {
        return statements
                .first(LineSql.WELL, endpoint(line), row -> row.getBoolean(0))
                .chain(failed -> failed.orElse(false)
                        ? statements.count(LineSql.WAKE, endpoint(line))
                        : Uni.createFrom().item(0))
                .replaceWithVoid();
    }

    /** Switches an endpoint off at its own word; false if it is not at this address any more. */
    Uni<Boolean> gone(Line line, String url) {
        return statements.count(LineSql.GONE, endpoint(line).addString(url)).map(rows -> rows == 1);
    }

    private static Integer milliseconds(Result result) {
        return result.attempt() == null
                ? null
                : (int) result.attempt().duration().toMillis();
    }

    private static Tuple line(Line line) {
        return Tuple.of(line.portalId(), line.clientId(), line.endpoint());
    }

    private static Tuple endpoint(Line line) {
        return Tuple.of(line.clientId(), line.endpoint());
    }

    private static Claim claim(UUID id, Row row) {
        return new Claim(
                id,
                new Line(row.getUUID(0), row.getString(1), row.getString(2)),
                new Target(
                        row.getString(6),
                        bytes(row, 7),
                        bytes(row, 8),
                        EndpointState.of(row.getString(9)),
                        row.getBoolean(10)),
                row.getUUID(11) == null ? List.of() : List.of(waiting(row)),
                row.getLong(4),
                row.getLong(5),
                row.getInteger(3));
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                row.getUUID(11),
                EventKind.of(row.getString(12)),
                bytes(row, 13),
                row.getInteger(14),
                row.getBoolean(15));
    }

    private static byte[] bytes(Row row, int column) {
        return row.getBuffer(column) == null ? null : row.getBuffer(column).getBytes();
    }

    /** Each row has one event of its line. */
    private static List<Claim> gathered(List<Claim> rows) {
        Map<Line, Claim> claims = new LinkedHashMap<>();
        rows.forEach(row -> claims.merge(row.line(), row, Lines::together));
        return List.copyOf(claims.values());
    }

    private static Claim together(Claim first, Claim next) {
        List<Waiting> events = new ArrayList<>(first.events());
        events.addAll(next.events());
        return new Claim(
                first.id(),
                first.line(),
                first.target(),
                List.copyOf(events),
                first.waiting(),
                first.bytes(),
                first.failures());
    }
}
