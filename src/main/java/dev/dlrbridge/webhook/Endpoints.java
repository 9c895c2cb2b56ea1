package dev.dlrbridge.webhook;

import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.DeliveryListener;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.Subscriptions;
import dev.dlrbridge.webhook.Endpoint.Changed;
import dev.dlrbridge.webhook.Endpoint.Settings;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where integrators are told of events: at most ten endpoints for an application, one of them for requested messages. */
@ApplicationScoped
public class Endpoints {
    private final Statements statements;
    private final AddressRule addresses;
    private final WebhookSealing sealing;
    private final Subscriptions subscriptions;
    private final List<DeliveryListener> listeners;
    private final SecureRandom random = new SecureRandom();

    Endpoints(
            Statements statements,
            AddressRule addresses,
            WebhookSealing sealing,
            Subscriptions subscriptions,
            @All List<DeliveryListener> listeners) {
        this.statements = statements;
        this.addresses = addresses;
        this.sealing = sealing;
        this.subscriptions = subscriptions;
        this.listeners = listeners;
    }

    /**
     * Adds an endpoint of an application that there is, or changes where it is and what it is told of; one that was switched
     * off by its answer is tried again. Fails with {@link EndpointConflictException}, or with
     * {@link dev.dlrbridge.bitrix24.RefusedAddressException} for an address that may not be called.
     */
    public Uni<Changed> put(String clientId, String name, Settings settings) {
        URI url = addresses.requireHost(settings.url());
        SigningSecret secret = SigningSecret.generate(random);
        Tuple values = Tuple.of(clientId, name, url.toString())
                .addArrayOfString(
                        settings.kinds().stream().map(EventKind::word).sorted().toArray(String[]::new))
                .addValue(sealing.seal(clientId, name, secret))
                .addString((settings.active() ? EndpointState.ACTIVE : EndpointState.OFF).word());
        return statements
                .first(EndpointSql.PUT, values, row -> row.getBoolean(0))
                .onFailure(StatementException.Unstorable.class)
                .transform(taken -> new EndpointConflictException("another endpoint is told of message.requested"))
                .map(added -> added.orElseThrow(
                        () -> new EndpointConflictException("the application has ten endpoints already")))
                .call(() -> statements.count(LineSql.WAKE, Tuple.of(clientId, name)))
                .call(subscriptions::read)
                .chain(added ->
                        require(clientId, name).map(endpoint -> new Changed(endpoint, added ? secret.text() : null)));
    }

    /** Gives an endpoint a new secret; that of before signs, too, for a day. Empty if there is no such endpoint. */
    public Uni<Optional<Changed>> rotateSecret(String clientId, String name) {
        SigningSecret secret = SigningSecret.generate(random);
        return statements
                .transaction(transaction -> transaction
                        .first(
                                EndpointSql.LOCK_SECRET,
                                Tuple.of(clientId, name),
                                row -> row.getBuffer(0).getBytes())
                        .map(found -> found.map(secretBefore -> sealing.open(clientId, name, secretBefore)))
                        .call(found -> found.map(previous -> transaction.count(
                                        EndpointSql.ROTATE, rotation(clientId, name, secret, previous)))
                                .orElseGet(() -> Uni.createFrom().item(0))))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Changed>empty())
                        : require(clientId, name).map(endpoint -> Optional.of(new Changed(endpoint, secret.text()))));
    }

    /** An application's endpoints, by their names. */
    public Uni<List<Endpoint>> list(String clientId) {
        return statements.list(EndpointSql.LIST, Tuple.of(clientId, null), Endpoints::endpoint);
    }

    public Uni<Optional<Endpoint>> find(String clientId, String name) {
        return statements.first(EndpointSql.LIST, Tuple.of(clientId, name), Endpoints::endpoint);
    }

    /** Removes an endpoint with all its events, which are told of nobody any more; false if there is none. */
    public Uni<Boolean> delete(String clientId, String name) {
        return statements
                .transaction(transaction -> transaction
                        .count(EndpointSql.DELETE, Tuple.of(clientId, name))
                        .call(() -> transaction.count(EndpointSql.DELETE_LINES, Tuple.of(clientId, name)))
                        .chain(deleted -> transaction
                                .list(EndpointSql.DELETE_EVENTS, Tuple.of(clientId, name), Endpoints::lost)
                                .map(lost -> new Deleted(deleted == 1, lost))))
                .call(subscriptions::read)
                .call(deleted -> tell(deleted.lost))
                .map(Deleted::found);
    }

    private Uni<Void> tell(List<Lost> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> Multi.createFrom()
                        .iterable(listeners)
                        .filter(listener -> listener.kind() == event.kind)
                        .onItem()
                        .transformToUniAndConcatenate(listener -> listener.givenUp(event.id, event.portalId))
                        .collect()
                        .last())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Tuple rotation(String clientId, String name, SigningSecret secret, SigningSecret previous) {
        return Tuple.of(
                clientId, name, sealing.seal(clientId, name, secret), sealing.sealPrevious(clientId, name, previous));
    }

    private Uni<Endpoint> require(String clientId, String name) {
        return find(clientId, name).map(Optional::orElseThrow);
    }

    private static Endpoint endpoint(Row row) {
        return new Endpoint(
                row.getString(0),
                row.getString(1),
                URI.create(row.getString(2)),
                kinds(row.getArrayOfStrings(3)),
                EndpointState.of(row.getString(4)),
                row.getOffsetDateTime(5) == null
                        ? null
                        : row.getOffsetDateTime(5).toInstant(),
                row.getBoolean(6),
                row.getLong(7),
                row.getOffsetDateTime(8).toInstant(),
                row.getOffsetDateTime(9).toInstant());
    }

    private static Set<EventKind> kinds(String[] words) {
        return Arrays.stream(words).map(EventKind::of).collect(Collectors.toUnmodifiableSet());
    }

    private static Lost lost(Row row) {
        return new Lost(row.getUUID(0), row.getUUID(1), EventKind.of(row.getString(2)));
    }

    private record Lost(UUID id, UUID portalId, EventKind kind) {}

    private record Deleted(boolean found, List<Lost> lost) {}
}
