package dev.dlrbridge.tenant.lifecycle;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets so many posts be verified at once, and fewer of one sender: each costs a call to the authorisation server, over
 * the connections by which tokens are refreshed.
 */
@ApplicationScoped
class VerificationSlots {
    static final int MOST = 12;
    static final int MOST_OF_SENDER = 4;

    private final Map<String, Integer> underWay = new HashMap<>();
    private int all;

    /** Runs the verification, or says {@link Verdict.Undecided} at once when there is no slot. */
    Uni<Verdict> run(String sender, Supplier<Uni<Verdict>> verification) {
        return Uni.createFrom()
                .deferred(() -> enter(sender)
                        ? Uni.createFrom()
                                .deferred(verification::get)
                                .onTermination()
                                .invoke(() -> leave(sender))
                        : Uni.createFrom().item(new Verdict.Undecided()));
    }

    private synchronized boolean enter(String sender) {
        int ofSender = underWay.getOrDefault(sender, 0);
        if (all == MOST || ofSender == MOST_OF_SENDER) {
            return false;
        }
        all++;
        underWay.put(sender, ofSender + 1);
        return true;
    }

    private synchronized void leave(String sender) {
        all--;
        underWay.computeIfPresent(sender, (same, count) -> count == 1 ? null : count - 1);
    }
}
