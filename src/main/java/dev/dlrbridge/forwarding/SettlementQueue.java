package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Outcomes on their way to the database, all that have gathered in one statement. They are kept while the database is
 * away; their number is bounded by the calls under way. Belongs to one event loop.
 */
final class SettlementQueue {
    private static final Logger LOG = Logger.getLogger(SettlementQueue.class);

    /** A longer statement would only hold its locks longer. */
    private static final int LARGEST_BATCH = 2000;

    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final DueMessages due;
    private final EventLoop loop;
    private final BiConsumer<List<Settlement>, Set<UUID>> settled;
    private final List<Settlement> waiting = new ArrayList<>();
    private boolean underWay;

    /** @param settled is told what was settled, and which portals have something due again at once */
    SettlementQueue(DueMessages due, EventLoop loop, BiConsumer<List<Settlement>, Set<UUID>> settled) {
        this.due = due;
        this.loop = loop;
        this.settled = settled;
    }

    void add(List<Settlement> settlements) {
        waiting.addAll(settlements);
        settle();
    }

    boolean isEmpty() {
        return !underWay && waiting.isEmpty();
    }

    private void settle() {
        if (underWay || waiting.isEmpty()) {
            return;
        }
        underWay = true;
        List<Settlement> next = waiting.subList(0, Math.min(waiting.size(), LARGEST_BATCH));
        List<Settlement> batch = List.copyOf(next);
        next.clear();
        loop.outcome(due.settle(batch)).subscribe().with(again -> done(batch, again), fault -> keep(batch, fault));
    }

    private void done(List<Settlement> batch, Set<UUID> dueAgain) {
        underWay = false;
        settle();
        settled.accept(batch, dueAgain);
    }

    private void keep(List<Settlement> batch, Throwable fault) {
        LOG.debug("Outcomes are kept until the database takes them", fault);
        waiting.addAll(0, batch);
        loop.after(AFTER_FAULT, () -> {
            underWay = false;
            settle();
        });
    }
}
