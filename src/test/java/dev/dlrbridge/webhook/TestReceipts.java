package dev.dlrbridge.webhook;

import dev.dlrbridge.tenant.event.DeliveryListener;
import dev.dlrbridge.tenant.event.EventKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever waits for what becomes of requested messages. */
@ApplicationScoped
class TestReceipts implements DeliveryListener {
    private final Map<UUID, byte[]> answers = new ConcurrentHashMap<>();
    private final List<UUID> givenUp = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public EventKind kind() {
        return EventKind.MESSAGE_REQUESTED;
    }

    @Override
    public Uni<Void> delivered(UUID eventId, UUID portalId, byte[] answer) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Uni.createFrom().failure(new IllegalStateException("as the test wishes"));
        }
        answers.put(eventId, answer);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> givenUp(UUID eventId, UUID portalId) {
        givenUp.add(eventId);
        return Uni.createFrom().voidItem();
    }

    byte[] answer(UUID eventId) {
        return answers.get(eventId);
    }

    boolean isGivenUp(UUID eventId) {
        return givenUp.contains(eventId);
    }

    void failOnce() {
        failures.set(1);
    }
}
