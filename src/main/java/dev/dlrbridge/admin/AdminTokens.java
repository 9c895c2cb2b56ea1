package dev.dlrbridge.admin;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tokens in the database; of each only the hash. */
@ApplicationScoped
class AdminTokens {
    private static final String VALID = """
            SELECT name, role, hash, expires_at
              FROM admin_token
             WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
            """;

    private static final String LIST = """
            SELECT name, role, created_at, created_by, expires_at, revoked_at
              FROM admin_token
             WHERE name > $1
             ORDER BY name
             LIMIT $2
            """;

    private static final String ADD = """
            INSERT INTO admin_token (name, role, hash, created_by, expires_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String REVOKE =
            "UPDATE admin_token SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL";

    private final Pool pool;

    AdminTokens(Pool pool) {
        this.pool = pool;
    }

    Uni<List<KnownToken>> valid() {
        return pool.query(VALID)
                .execute()
                .map(rows -> stream(rows).map(AdminTokens::known).toList());
    }

    /** All tokens by name, also those that are no longer valid. */
    Uni<List<TokenView>> list(String afterName, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(afterName, limit))
                .map(rows -> stream(rows).map(AdminTokens::view).toList());
    }

    /** False when the name is taken, also by a revoked token: the audit must not mix two up. */
    Uni<Boolean> add(String name, Role role, byte[] hash, String createdBy, Instant expiresAt) {
        Tuple values = Tuple.of(name, role.word(), Buffer.buffer(hash), createdBy)
                .addOffsetDateTime(expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(ADD).execute(values).map(rows -> rows.rowCount() == 1);
    }

    /** False when there is no valid token of this name. */
    Uni<Boolean> revoke(String name) {
        return pool.preparedQuery(REVOKE).execute(Tuple.of(name)).map(rows -> rows.rowCount() == 1);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static KnownToken known(Row row) {
        return new KnownToken(
                row.getString(0),
                Role.ofWord(row.getString(1)),
                row.getBuffer(2).getBytes(),
                time(row.getOffsetDateTime(3)));
    }

    private static TokenView view(Row row) {
        return new TokenView(
                row.getString(0),
                Role.ofWord(row.getString(1)),
                time(row.getOffsetDateTime(2)),
                row.getString(3),
                time(row.getOffsetDateTime(4)),
                time(row.getOffsetDateTime(5)));
    }

    private static Instant time(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
