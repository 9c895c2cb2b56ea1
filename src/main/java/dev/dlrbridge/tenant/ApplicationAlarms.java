package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Applications that the authorisation server refuses. {@code invalid_client} may also mean that one portal has lost the
 * application (<a href="https://apidocs.bitrix24.com/settings/oauth/error-codes.html">codes</a>), so that an application
 * counts as refused only when a second portal, with no success between, was told the same; {@code wrong_client} has only
 * one meaning.
 */
@ApplicationScoped
class ApplicationAlarms {
    /** Refused portals, one after the other, that make an application refused. */
    static final int REFUSED = 2;

    static final Set<String> CODES = Set.of(ApiCode.INVALID_CLIENT.name(), ApiCode.WRONG_CLIENT.name());

    private static final Logger LOG = Logger.getLogger(ApplicationAlarms.class);

    private static final String NOTE = """
            UPDATE application
               SET client_refusals = client_refusals + $2
             WHERE client_id = $1
            RETURNING client_refusals = $2
            """;

    private static final String CLEAR = """
            UPDATE application
               SET client_refusals = 0
             WHERE client_id = $1 AND client_refusals > 0
            """;

    private final Statements statements;
    private final TenantMetrics metrics;

    ApplicationAlarms(Statements statements, TenantMetrics metrics) {
        this.statements = statements;
        this.metrics = metrics;
    }

    /** One more portal's refresh was refused for its application's sake; the first one raises the alarm. */
    Uni<Void> note(String clientId, String code) {
        int portals = code.equals(ApiCode.WRONG_CLIENT.name()) ? REFUSED : 1;
        return statements
                .first(NOTE, Tuple.of(clientId, portals), row -> row.getBoolean(0))
                .invoke(first -> {
                    if (first.orElse(false)) {
                        metrics.alarmed();
                        LOG.errorf("The authorisation server refuses application %s: %s", clientId, code);
                    }
                })
                .replaceWithVoid();
    }

    /** The application works, or was changed. */
    Uni<Void> clear(String clientId) {
        return statements.count(CLEAR, Tuple.of(clientId)).replaceWithVoid();
    }
}
