package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.sandbox.portal.MessageView;
import dev.dlrbridge.sandbox.portal.Portal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compares what was accepted with what the portals show. */
final class Outcome {
    private final Map<Message, MessageStatus> highest = new HashMap<>();

    /** @param accepted reports that were answered 2xx */
    Outcome(Collection<KannelReport> accepted) {
        for (KannelReport report : accepted) {
            highest.merge(
                    new Message(report.portal(), report.messageId()),
                    report.status(),
                    (known, next) -> next.rank() > known.rank() ? next : known);
        }
    }

    int messages() {
        return highest.size();
    }

    /** Messages whose status is not the highest accepted one; empty when all is well. */
    List<String> wrong() {
        return wrong(portal -> true);
    }

    /** Waits until nothing is wrong any more, and looks so often. */
    void awaitAllShown(Duration atMost, Duration between) {
        await().atMost(atMost)
                .pollInterval(between)
                .untilAsserted(() -> assertThat(wrong()).isEmpty());
    }

    /** The same as {@link #wrong()}, of some portals only. */
    List<String> wrong(Predicate<Portal> which) {
        Map<Portal, Boolean> asked = new HashMap<>();
        return highest.entrySet().stream()
                .filter(entry -> entry.getKey().view().status() != entry.getValue())
                .filter(entry -> asked.computeIfAbsent(entry.getKey().portal().portal(), which::test))
                .map(entry -> entry.getKey().messageId() + ": " + entry.getValue() + " accepted, portal shows "
                        + entry.getKey().view())
                .toList();
    }

    /** Messages that showed a lower status after a higher one at any time. */
    List<MessageView> wentBack() {
        return highest.keySet().stream()
                .map(Message::view)
                .filter(MessageView::wentBack)
                .toList();
    }

    private record Message(RegisteredPortal portal, String messageId) {
        MessageView view() {
            return portal.portal().messages().find(messageId).orElseThrow();
        }
    }
}
