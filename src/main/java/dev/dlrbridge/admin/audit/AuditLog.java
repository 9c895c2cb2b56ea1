package dev.dlrbridge.admin.audit;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.trace.Masked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Who changed what and when; an address may have held a telephone number, which is not kept. */
@ApplicationScoped
public class AuditLog {
    private static final String BEGIN =
            "INSERT INTO audit (actor, role, address, action, target) VALUES ($1, $2, $3, $4, $5) RETURNING id";

    private static final String END = "UPDATE audit SET status = $2, changed = $3 WHERE id = $1";

    private static final String NOTE = """
            INSERT INTO audit (actor, role, action, target, status)
            VALUES ($1, 'system', $2, $3, 200)
            """;

    /** A target is asked for by its beginning: a portal, or one of its channels. */
    private static final String LIST = """
            SELECT id, at, actor, role, address, action, target, changed, status
              FROM audit
             WHERE id < $1
               AND ($2::text IS NULL OR actor = $2)
               AND ($3::text IS NULL OR action = $3)
               AND ($4::text IS NULL OR starts_with(target, $4))
               AND ($5::timestamptz IS NULL OR at >= $5)
               AND ($6::timestamptz IS NULL OR at < $6)
             ORDER BY id DESC
             LIMIT $7
            """;

    private final Statements statements;

    AuditLog(Statements statements) {
        this.statements = statements;
    }

    /** @return the entry's id, for its end */
    Uni<Long> begin(Caller caller, String action, String target) {
        Tuple values = Tuple.of(caller.name(), caller.role().word(), caller.address(), action, Masked.kept(target));
        return statements.one(BEGIN, values, row -> row.getLong(0));
    }

    Uni<Void> end(long id, int status, String changed) {
        return statements
                .count(END, Tuple.of(id, (short) status, Masked.kept(changed)))
                .replaceWithVoid();
    }

    /** An entry for what no token is behind. */
    Uni<Void> note(String actor, String action, String target) {
        return statements
                .count(NOTE, Tuple.of(actor, action, Masked.kept(target)))
                .replaceWithVoid();
    }

    /**
     * Entries that pass the filter, the newest first.
     *
     * @param before the last id of the page before; {@link Long#MAX_VALUE} for the first page
     */
    public Uni<List<AuditEntry>> list(AuditFilter filter, long before, int limit) {
        Tuple values = Tuple.tuple()
                .addLong(before)
                .addString(filter.actor())
                .addString(filter.action())
                .addString(filter.target())
                .addOffsetDateTime(time(filter.since()))
                .addOffsetDateTime(time(filter.until()))
                .addInteger(limit);
        return statements.list(LIST, values, AuditLog::entry);
    }

    private static AuditEntry entry(Row row) {
        Short status = row.getShort(8);
        return new AuditEntry(
                row.getLong(0),
                row.getOffsetDateTime(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                status == null ? null : status.intValue());
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
