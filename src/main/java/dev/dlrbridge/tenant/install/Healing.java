package dev.dlrbridge.tenant.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalWoken;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.call.PortalCalls;
import dev.dlrbridge.tenant.sender.MissingSenders;
import dev.dlrbridge.tenant.sender.SenderHealth.State;
import dev.dlrbridge.tenant.sender.SenderHealths;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finds the portals that have lost senders or event handlers, as they do at each update of the application, whose event
 * may never arrive, and sets those up again. A comparison is one request.
 */
@ApplicationScoped
class Healing {
    private static final int AT_ONCE = 8;
    private static final Map<String, Object> QUESTION =
            Map.of("halt", 0, "cmd", Map.of("senders", "messageservice.sender.list", "events", "event.get"));

    private final Portals portals;
    private final PortalCalls calls;
    private final EventBindings bindings;
    private final MissingSenders missing;
    private final SenderHealths healths;
    private final SetUp setUp;
    private final Failures.Place failures;

    Healing(
            Portals portals,
            PortalCalls calls,
            EventBindings bindings,
            MissingSenders missing,
            SenderHealths healths,
            SetUp setUp,
            Failures failures) {
        this.portals = portals;
        this.calls = calls;
        this.bindings = bindings;
        this.missing = missing;
        this.healths = healths;
        this.setUp = setUp;
        this.failures = failures.at("healing", Healing.class);
    }

    /** Many portals may be woken by one change of their application. */
    void woken(@Observes PortalWoken portal) {
        healths.compareSoon(portal.portalId())
                .subscribe()
                .with(
                        done -> {},
                        failure -> failures.note(
                                "A portal that was woken is compared within a day, not at once", failure));
    }

    /** Compares the portals that are due, some at a time. */
    Uni<Void> runDue() {
        return Multi.createBy()
                .repeating()
                .uni(() -> healths.takeDue(AT_ONCE).call(this::compareAll))
                .whilst(taken -> taken.size() == AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<?> compareAll(List<UUID> portalIds) {
        return Multi.createFrom()
                .iterable(portalIds)
                .onItem()
                .transformToUni(this::compareIfThere)
                .merge(AT_ONCE)
                .collect()
                .last();
    }

    private Uni<Void> compareIfThere(UUID portalId) {
        return portals.byId(portalId)
                .flatMap(found -> found.map(this::compare)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(failure -> failures.note("Portal " + portalId + " is compared in an hour", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** What is missing is registered again. */
    Uni<Void> compare(Portal portal) {
        return calls.call(portal, "batch", QUESTION)
                .flatMap(answer -> senders(answer)
                        .map(present -> mend(portal, present, answer))
                        .orElseGet(() -> healths.note(portal.id(), State.REFUSED)));
    }

    private static Optional<Set<String>> senders(Answer<JsonNode> answer) {
        return answer.good()
                .map(batch -> batch.path("result").path("senders"))
                .filter(JsonNode::isContainerNode)
                .map(list -> {
                    Set<String> codes = new TreeSet<>();
                    list.forEach(code -> codes.add(code.asText()));
                    return codes;
                });
    }

    private Uni<Void> mend(Portal portal, Set<String> present, Answer<JsonNode> answer) {
        List<String> unbound = bindings.missing(
                portal, answer.good().orElseThrow().path("result").path("events"));
        return missing.find(portal, present, unbound)
                .flatMap(found -> found.isWhole()
                        ? healths.note(portal.id(), found.state())
                        : setUp.run(portal).replaceWithVoid());
    }
}
