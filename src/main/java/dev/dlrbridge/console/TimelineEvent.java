package dev.dlrbridge.console;

import dev.dlrbridge.journal.ReportView;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.search.Calls.Call;
import dev.dlrbridge.search.MessageLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that happened to a message. Of its four parts one is there.
 *
 * @param report that came
 * @param call to the portal, or why none was made
 * @param kept a request in quarantine that names the message
 * @param unmatched a report to the same number that may be about it
 */
public record TimelineEvent(
        Instant at, ReportView report, Call call, QuarantineEntry kept, MessageLife.Unmatched unmatched) {

    /** The earliest first. */
    static List<TimelineEvent> of(MessageLife life) {
        List<TimelineEvent> events = new ArrayList<>();
        for (ReportView report : life.message().reports()) {
            events.add(new TimelineEvent(report.receivedAt(), report, null, null, null));
        }
        for (Call call : life.calls().failed()) {
            events.add(new TimelineEvent(call.at(), null, call, null, null));
        }
        Call succeeded = life.calls().succeeded();
        if (succeeded != null) {
            events.add(new TimelineEvent(succeeded.at(), null, succeeded, null, null));
        }
        for (QuarantineEntry kept : life.quarantine()) {
            events.add(new TimelineEvent(kept.receivedAt(), null, null, kept, null));
        }
        for (MessageLife.Unmatched unmatched : life.unmatched()) {
            events.add(new TimelineEvent(unmatched.receivedAt(), null, null, null, unmatched));
        }
        events.sort(Comparator.comparing(TimelineEvent::at));
        return events;
    }
}
