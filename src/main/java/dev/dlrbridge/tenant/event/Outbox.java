package dev.dlrbridge.tenant.event;

import dev.dlrbridge.metric.Metric;
import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.SealedColumn;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes the events that integrators are to be told of, in the transaction of what caused them: told of is what was
 * committed, and nothing else. Whoever has something to tell asks {@link #wants} first, which costs nothing.
 */
@ApplicationScoped
public class Outbox {
    private static final Metric DROPPED = Metric.counter(
            "webhook.dropped.events", "Events not written, because so much waits for their endpoint already", "kind");

    /** A longer one is a mistake of whoever writes it. */
    private static final int LARGEST_PAYLOAD = 32 << 10;

    private final Subscriptions subscriptions;
    private final SecretBox secrets;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Event<EventsWritten> written;

    Outbox(
            Subscriptions subscriptions,
            SecretBox secrets,
            Clock clock,
            MeterRegistry registry,
            Event<EventsWritten> written) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.clock = clock;
        this.registry = registry;
        this.written = written;
        // Shown as zero before the first.
        Arrays.stream(EventKind.values()).forEach(kind -> DROPPED.counterIn(registry, kind.word()));
    }

    /** Whether anybody at all wants events of this kind. */
    public boolean wants(EventKind kind) {
        return subscriptions.want(kind);
    }

    /** Those of the portals, and of applications' channels, of which an event of this kind would be told to anybody. */
    public Uni<Map<UUID, EventPortal>> portals(Statements transaction, EventKind kind, Collection<UUID> portalIds) {
        return transaction
                .list(OutboxSql.PORTALS, Tuple.of(portalIds.toArray(UUID[]::new), kind.word()), EventPortal::of)
                .map(found -> found.stream().collect(Collectors.toMap(EventPortal::id, Function.identity())));
    }

    /**
     * Writes events for the endpoints of their applications that chose their kinds.
     *
     * @param transaction of the cause
     * @return the ids of those that somebody will be told of; not of one that nobody wants, that was written before, or for
     *     whose endpoint too much waits
     */
    public Uni<Set<UUID>> write(Statements transaction, List<PortalEvent> events) {
        List<PortalEvent> wanted =
                events.stream().filter(event -> wants(event.kind())).toList();
        return wanted.isEmpty() ? Uni.createFrom().item(Set.of()) : written(transaction, wanted, null);
    }

    /** Writes an event for one endpoint, whatever kinds it has chosen. */
    public Uni<Set<UUID>> test(Statements transaction, PortalEvent event, String endpoint) {
        return written(transaction, List.of(event), endpoint);
    }

    private Uni<Set<UUID>> written(Statements transaction, List<PortalEvent> events, String endpoint) {
        return transaction
                .list(OutboxSql.WRITE, columns(events, endpoint), Written::of)
                .map(this::told);
    }

    private Tuple columns(List<PortalEvent> events, String endpoint) {
        Columns<PortalEvent> rows = Columns.of(events);
        return Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, PortalEvent::id))
                .addArrayOfUUID(rows.column(UUID.class, event -> event.portal().id()))
                .addArrayOfString(
                        rows.column(String.class, event -> event.portal().clientId()))
                .addArrayOfString(
                        rows.column(String.class, event -> event.kind().word()))
                .addValue(rows.column(Buffer.class, event -> Buffer.buffer(sealed(event))))
                .addArrayOfLong(rows.column(Long.class, event -> event.within().toSeconds()))
                .addArrayOfString(rows.column(String.class, event -> endpoint));
    }

    private byte[] sealed(PortalEvent event) {
        byte[] body = body(event).toBuffer().getBytes();
        if (body.length > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("an event of " + body.length + " bytes");
        }
        return secrets.seal(OutboxSql.TABLE, OutboxSql.PAYLOAD, event.id().toString(), body);
    }

    private JsonObject body(PortalEvent event) {
        return new JsonObject()
                .put("type", event.kind().word())
                .put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("data", event.portal().json().mergeIn(new JsonObject(event.data())));
    }

    private Set<UUID> told(List<Written> outcomes) {
        outcomes.stream()
                .filter(outcome -> outcome.what.equals("crowded"))
                .forEach(outcome -> DROPPED.counterIn(registry, outcome.kind).increment());
        Set<UUID> told = outcomes.stream()
                .filter(outcome -> outcome.what.equals("written"))
                .map(Written::event)
                .collect(Collectors.toUnmodifiableSet());
        if (!told.isEmpty()) {
            written.fire(new EventsWritten());
        }
        return told;
    }

    /** What of it is encrypted. */
    @Produces
    @Singleton
    static SealedColumn payload() {
        return new SealedColumn(OutboxSql.TABLE, OutboxSql.PAYLOAD, "event_id::text");
    }

    /** What became of an event for one endpoint. */
    private record Written(UUID event, String kind, String what) {
        static Written of(Row row) {
            return new Written(row.getUUID(0), row.getString(1), row.getString(2));
        }
    }
}
