package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.trace.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Outcomes on their way to the database, all that have gathered in one statement. They are kept while the database is
 * away; their number is bounded by the calls under way. Belongs to one event loop.
 */
final class SettlementQueue {

    /** A longer statement would only hold its locks longer. */
    private static final int LARGEST_BATCH = 2000;

    /** For company: no outcome is urgent, since its message counts as in flight for far longer. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final DueMessages due;
    private final EventLoop loop;
    private final BiConsumer<List<Settlement>, Set<UUID>> settled;
    private final Failures.Place failures;
    private final List<Settlement> waiting = new ArrayList<>();
    private boolean underWay;
    private boolean gathering;

    /** @param settled is told what was settled, and which portals have something due again at once */
    SettlementQueue(
            DueMessages due, EventLoop loop, BiConsumer<List<Settlement>, Set<UUID>> settled, Failures failures) {
        this.due = due;
        this.loop = loop;
        this.settled = settled;
        this.failures = failures.at("settle", SettlementQueue.class);
    }

    void add(List<Settlement> settlements) {
        waiting.addAll(settlements);
        gather();
    }

    boolean isEmpty() {
        return !underWay && waiting.isEmpty();
    }

    private void gather() {
        if (!gathering && !underWay && !waiting.isEmpty()) {
            gathering = true;
            loop.after(GATHERING, this::settle);
        }
    }

    private void settle() {
        gathering = false;
        underWay = true;
        List<Settlement> next = waiting.subList(0, Math.min(waiting.size(), LARGEST_BATCH));
        List<Settlement> batch = List.copyOf(next);
        next.clear();
        loop.outcome(() -> due.settle(batch))
                .subscribe()
                .with(again -> done(batch, again), fault -> keep(batch, fault));
    }

    private void done(List<Settlement> batch, Set<UUID> dueAgain) {
        underWay = false;
        gather();
        settled.accept(batch, dueAgain);
    }

    private void keep(List<Settlement> batch, Throwable fault) {
        failures.note("Outcomes are kept until the database takes them", fault);
        waiting.addAll(0, batch);
        loop.after(AFTER_FAULT, () -> {
            underWay = false;
            gather();
        });
    }
}
