package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.ApplicationSql.CLIENT_SECRET;
import static dev.dlrbridge.tenant.ApplicationSql.TABLE;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApplicationCredentials;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The applications that the bridge serves. */
@ApplicationScoped
public class Applications {
    private static final String TOKENS = "/oauth/token/";

    private final Statements statements;
    private final SecretBox secrets;
    private final OAuthClient oauth;
    private final Clock clock;
    private final ApplicationAlarms alarms;
    private final Parking parking;

    Applications(
            Statements statements,
            SecretBox secrets,
            OAuthClient oauth,
            Clock clock,
            ApplicationAlarms alarms,
            Parking parking) {
        this.statements = statements;
        this.secrets = secrets;
        this.oauth = oauth;
        this.clock = clock;
        this.alarms = alarms;
        this.parking = parking;
    }

    /**
     * Adds an application, or changes its secret and title; what was parked because the authorisation server refused the
     * application is tried again. Fails with {@link ChangedMeanwhileException} if it is not as the caller has seen it.
     */
    public Uni<Application> put(String clientId, String clientSecret, String title, SeenVersion seen) {
        return statements
                .transaction(transaction -> transaction
                        .first(ApplicationSql.LOCK, Tuple.of(clientId), Application::of)
                        .invoke(present ->
                                seen.require(present.map(Application::version).orElse(null)))
                        .chain(() -> transaction.one(
                                ApplicationSql.PUT, values(clientId, clientSecret, title), Application::of)))
                .call(() -> alarms.clear(clientId))
                .call(() -> parking.resumeOf(clientId, ApplicationAlarms.CODES));
    }

    /** Finds an application by its {@code client_id}. */
    public Uni<Optional<Application>> find(String clientId) {
        if (clientId.indexOf('\0') >= 0) { // which no text of the database holds
            return Uni.createFrom().item(Optional.empty());
        }
        return statements.first(ApplicationSql.FIND, Tuple.of(clientId), Application::of);
    }

    /**
     * Applications in the order of their {@code client_id}, from the one after the given.
     *
     * @param permitted the only ones that are wanted; empty: all
     */
    public Uni<List<Application>> list(Set<String> permitted, String afterClientId, int limit) {
        return statements.list(
                ApplicationSql.LIST, Tuple.of(afterClientId, permitted.toArray(String[]::new), limit), Application::of);
    }

    /**
     * Renews a token pair that no portal has yet. Fails with {@link UnknownApplicationException}, or with
     * {@link dev.dlrbridge.bitrix24.RefusedAddressException} before anything is sent.
     *
     * @param serverEndpoint of the authorisation server
     */
    public Uni<Answer<RenewedTokens>> refresh(String clientId, URI serverEndpoint, String refreshToken) {
        return statements
                .first(
                        ApplicationSql.READ_SECRET,
                        Tuple.of(clientId),
                        row -> credentials(clientId, row.getBuffer(0).getBytes()))
                .map(found -> found.orElseThrow(UnknownApplicationException::new))
                .flatMap(application -> oauth.refresh(serverEndpoint.resolve(TOKENS), application, refreshToken));
    }

    private ApplicationCredentials credentials(String clientId, byte[] sealed) {
        return new ApplicationCredentials(clientId, secrets.openText(TABLE, CLIENT_SECRET, clientId, sealed));
    }

    private Tuple values(String clientId, String clientSecret, String title) {
        return Tuple.of(
                clientId,
                Buffer.buffer(secrets.sealText(TABLE, CLIENT_SECRET, clientId, clientSecret)),
                title,
                // To the microsecond, as the database keeps it.
                clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
}
