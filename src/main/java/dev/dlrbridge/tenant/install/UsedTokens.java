package dev.dlrbridge.tenant.install;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Which tokens pages were opened with, so that what was recorded of one counts as the first opening only once. */
@ApplicationScoped
class UsedTokens {
    private static final String USE = "INSERT INTO used_install (proof) VALUES ($1) ON CONFLICT DO NOTHING";

    private final Statements statements;

    UsedTokens(Statements statements) {
        this.statements = statements;
    }

    /** False if it was used before. */
    Uni<Boolean> use(InstallClaim claim) {
        return statements
                .count(USE, Tuple.tuple().addBuffer(Buffer.buffer(claim.proof())))
                .map(added -> added == 1);
    }
}
