package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.ApplicationEntity.CLIENT_SECRET;
import static dev.dlrbridge.tenant.ApplicationEntity.TABLE;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApplicationCredentials;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;

/** The applications that the bridge serves. */
@ApplicationScoped
public class Applications {
    private static final String TOKENS = "/oauth/token/";

    private final Transactions transactions;
    private final SecretBox secrets;
    private final OAuthClient oauth;
    private final Clock clock;
    private final ApplicationAlarms alarms;
    private final Parking parking;

    Applications(
            Transactions transactions,
            SecretBox secrets,
            OAuthClient oauth,
            Clock clock,
            ApplicationAlarms alarms,
            Parking parking) {
        this.transactions = transactions;
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
        return transactions
                .run(() -> ApplicationEntity.<ApplicationEntity>findById(clientId)
                        .onItem()
                        .ifNull()
                        .switchTo(() -> added(clientId))
                        .invoke(row -> seen.require(Portal.version(row.updatedAt)))
                        .invoke(row -> change(row, clientSecret, title))
                        .flatMap(row -> row.<ApplicationEntity>persist())
                        .map(ApplicationEntity::toApplication))
                // Another has added it meanwhile.
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1)
                .call(() -> alarms.clear(clientId))
                .call(() -> parking.resumeOf(clientId, ApplicationAlarms.CODES));
    }

    /** Finds an application by its {@code client_id}. */
    public Uni<Optional<Application>> find(String clientId) {
        if (clientId.indexOf('\0') >= 0) { // which no text of the database holds
            return Uni.createFrom().item(Optional.empty());
        }
        return transactions.run(() -> ApplicationEntity.<ApplicationEntity>findById(clientId)
                .map(row -> Optional.ofNullable(row).map(ApplicationEntity::toApplication)));
    }

    /**
     * Applications in the order of their {@code client_id}, from the one after the given.
     *
     * @param permitted the only ones that are wanted; empty: all
     */
    public Uni<List<Application>> list(Set<String> permitted, String afterClientId, int limit) {
        return transactions.run(() -> ApplicationEntity.<ApplicationEntity>find(
                        "clientId > ?1 and (?2 = 0 or clientId in ?3)",
                        Sort.by("clientId"),
                        afterClientId,
                        permitted.size(),
                        permitted.isEmpty() ? Set.of("") : permitted)
                .page(Page.ofSize(limit))
                .list()
                .map(rows -> rows.stream().map(ApplicationEntity::toApplication).toList()));
    }

    /**
     * Renews a token pair that no portal has yet. Fails with {@link UnknownApplicationException}, or with
     * {@link dev.dlrbridge.bitrix24.RefusedAddressException} before anything is sent.
     *
     * @param serverEndpoint of the authorisation server
     */
    public Uni<Answer<RenewedTokens>> refresh(String clientId, URI serverEndpoint, String refreshToken) {
        return transactions
                .run(() -> ApplicationEntity.<ApplicationEntity>findById(clientId)
                        .onItem()
                        .ifNull()
                        .failWith(UnknownApplicationException::new)
                        .map(this::credentials))
                .flatMap(application -> oauth.refresh(serverEndpoint.resolve(TOKENS), application, refreshToken));
    }

    private ApplicationCredentials credentials(ApplicationEntity row) {
        return new ApplicationCredentials(
                row.clientId, secrets.openText(TABLE, CLIENT_SECRET, row.clientId, row.clientSecret));
    }

    private Uni<ApplicationEntity> added(String clientId) {
        ApplicationEntity row = new ApplicationEntity();
        row.clientId = clientId;
        row.createdAt = now();
        return Uni.createFrom().item(row);
    }

    private void change(ApplicationEntity row, String clientSecret, String title) {
        row.clientSecret = secrets.sealText(TABLE, CLIENT_SECRET, row.clientId, clientSecret);
        row.title = title;
        row.updatedAt = now();
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
