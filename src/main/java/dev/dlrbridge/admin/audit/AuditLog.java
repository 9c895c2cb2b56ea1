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
import java.util.function.Supplier;

/** Who changed what and when; an address may have held a telephone number, which is not kept. */
@ApplicationScoped
public class AuditLog {
    /** Names the portal as it is at this moment; afterwards it may be gone. */
    private static final String ADD = """
            INSERT INTO audit (actor, role, address, action, target, status, application, member_id, domain)
            SELECT $1, $2, $3, $4, $5, $6, coalesce(p.client_id, $10), coalesce(p.member_id, $11),
                   split_part(p.client_endpoint, '/', 3)
              FROM (SELECT) AS change
              LEFT JOIN LATERAL (
                    SELECT client_id, member_id, client_endpoint
                      FROM portal
                     WHERE client_id = $7 AND member_id = $8
                        OR id = (SELECT portal_id FROM channel WHERE id = $9)
                        OR id = (SELECT portal_id FROM quarantine WHERE id = $9)
                     LIMIT 1) p ON true
            RETURNING id
            """;

    private static final String END = "UPDATE audit SET status = $2, changed = $3 WHERE id = $1";

    private static final String SYSTEM = "system";
    private static final short DONE = 200;
    private static final short FAILED = 500;

    /** A target is asked for by its beginning: a portal, or one of its channels. */
    private static final String LIST = """
            SELECT id, at, actor, role, address, action, target, application, member_id, domain, changed, status
              FROM audit
             WHERE id < $1
               AND ($2::text IS NULL OR actor = $2)
               AND ($3::text IS NULL OR action = $3)
               AND ($4::text IS NULL OR starts_with(target, $4))
               AND ($5::timestamptz IS NULL OR at >= $5)
               AND ($6::timestamptz IS NULL OR at < $6)
               AND ($7::text IS NULL OR application = $7)
               AND ($8::text IS NULL OR member_id = $8)
             ORDER BY id DESC
             LIMIT $9
            """;

    private final Statements statements;

    AuditLog(Statements statements) {
        this.statements = statements;
    }

    /** @return the entry's id, for its end */
    Uni<Long> begin(Caller caller, String action, String target) {
        return add(caller.name(), caller.role().word(), caller.address(), action, target, null);
    }

    Uni<Void> end(long id, int status, String changed) {
        return statements
                .count(END, Tuple.of(id, (short) status, Masked.kept(changed)))
                .replaceWithVoid();
    }

    /**
     * Makes a change of somebody who has no token of the bridge, between the two halves of an entry: nothing is changed without
     * the first.
     *
     * @param role what permits it
     * @param changed names of the fields that are given
     */
    public <T> Uni<T> around(
            String actor, String role, String action, String target, String changed, Supplier<Uni<T>> change) {
        return add(actor, role, null, action, target, null)
                .chain(id -> change.get()
                        .onItemOrFailure()
                        .call((done, failure) -> end(id, failure == null ? DONE : FAILED, changed)));
    }

    /** An entry for what no token is behind. */
    Uni<Void> note(String actor, String action, String target) {
        return add(actor, SYSTEM, null, action, target, DONE).replaceWithVoid();
    }

    private Uni<Long> add(String actor, String role, String address, String action, String target, Short status) {
        AuditSubject subject = AuditSubject.of(target);
        Tuple values = Tuple.of(actor, role, address, action, Masked.kept(target), status)
                .addString(subject.application())
                .addString(subject.memberId())
                .addUUID(subject.id())
                .addString(Masked.kept(subject.application()))
                .addString(Masked.kept(subject.memberId()));
        return statements.one(ADD, values, row -> row.getLong(0));
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
                .addString(filter.application())
                .addString(filter.memberId())
                .addInteger(limit);
        return statements.list(LIST, values, AuditLog::entry);
    }

    private static AuditEntry entry(Row row) {
        Short status = row.getShort(11);
        return new AuditEntry(
                row.getLong(0),
                row.getOffsetDateTime(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                status == null ? null : status.intValue());
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
