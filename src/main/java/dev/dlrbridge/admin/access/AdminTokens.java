package dev.dlrbridge.admin.access;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The tokens in the database; of each only the hash. */
@ApplicationScoped
public class AdminTokens {
    private static final String VALID = """
            SELECT name, role, applications, hash, expires_at
              FROM admin_token
             WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
            """;

    private static final String LIST = """
            SELECT name, role, applications, created_at, created_by, expires_at, revoked_at
              FROM admin_token
             WHERE name > $1
             ORDER BY name
             LIMIT $2
            """;

    private static final String ADD = """
            INSERT INTO admin_token (name, role, applications, hash, created_by, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String REVOKE =
            "UPDATE admin_token SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL";

    private final Statements statements;

    AdminTokens(Statements statements) {
        this.statements = statements;
    }

    Uni<List<KnownToken>> valid() {
        return statements.list(VALID, Tuple.tuple(), AdminTokens::known);
    }

    /** All tokens by name, also those that are no longer valid. */
    public Uni<List<TokenView>> list(String afterName, int limit) {
        return statements.list(LIST, Tuple.of(afterName, limit), AdminTokens::view);
    }

    /** False when the name is taken, also by a revoked token: the audit must not mix two up. */
    public Uni<Boolean> add(KnownToken token, String createdBy) {
        Tuple values = Tuple.of(token.name(), token.role().word())
                .addArrayOfString(
                        token.applications().isEmpty()
                                ? null
                                : token.applications().toArray(String[]::new))
                .addValue(Buffer.buffer(token.hash()))
                .addString(createdBy)
                .addOffsetDateTime(
                        token.expiresAt() == null ? null : token.expiresAt().atOffset(ZoneOffset.UTC));
        return statements.count(ADD, values).map(added -> added == 1);
    }

    /** False when there is no valid token of this name. */
    public Uni<Boolean> revoke(String name) {
        return statements.count(REVOKE, Tuple.of(name)).map(revoked -> revoked == 1);
    }

    private static KnownToken known(Row row) {
        return new KnownToken(
                row.getString(0),
                Role.ofWord(row.getString(1)),
                applications(row),
                row.getBuffer(3).getBytes(),
                time(row.getOffsetDateTime(4)));
    }

    private static TokenView view(Row row) {
        return new TokenView(
                row.getString(0),
                Role.ofWord(row.getString(1)),
                applications(row),
                time(row.getOffsetDateTime(3)),
                row.getString(4),
                time(row.getOffsetDateTime(5)),
                time(row.getOffsetDateTime(6)));
    }

    private static Set<String> applications(Row row) {
        String[] applications = row.getArrayOfStrings(2);
        return applications == null ? Set.of() : Set.of(applications);
    }

    private static Instant time(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
