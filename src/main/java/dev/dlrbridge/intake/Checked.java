package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A request after its check: either answered already, or read. */
sealed interface Checked {
    /** Nothing of the request is kept. */
    record Answered(Answer answer) implements Checked {}

    /**
     * The request is authentic, or is to be kept although it is not.
     *
     * @param problems fixed texts of what could not be understood; then the request goes to quarantine too
     * @param unknownStatus reports whose status could not be understood
     */
    record Read(List<Entry> entries, List<String> problems, List<Entry> unknownStatus, boolean verified)
            implements Checked {
        /** What a reading of a channel's request comes to. */
        static Read of(Reading reading, MessageIds ids, Destination destination) {
            List<Entry> unknownStatus = unknownStatus(reading, ids, destination);
            if (reading instanceof Reading.Unreadable unreadable) {
                return new Read(List.of(), List.of(unreadable.reason()), unknownStatus, true);
            }
            if (!(reading instanceof Reading.Reports reports)) {
                return read(List.of(), List.of());
            }
            List<Entry> entries = new ArrayList<>(reports.reports().size());
            List<String> problems = new ArrayList<>(reports.problems());
            for (Report report : reports.reports()) {
                Entry.of(destination, ids.of(report), report)
                        .ifPresentOrElse(entries::add, () -> problems.add("no message id"));
            }
            return new Read(entries, problems, unknownStatus, true);
        }

        /** A report that names no message stands in no history. */
        private static List<Entry> unknownStatus(Reading reading, MessageIds ids, Destination destination) {
            if (reading.unknownStatus().isEmpty()) {
                return List.of();
            }
            return reading.unknownStatus().stream()
                    .flatMap(report -> Entry.of(destination, ids.of(report), report).stream())
                    .toList();
        }
    }

    static Checked answered(Answer answer) {
        return new Answered(answer);
    }

    static Read read(List<Entry> entries, List<String> problems) {
        return new Read(entries, problems, List.of(), true);
    }

    static Read unverified(String reason) {
        return new Read(List.of(), List.of(reason), List.of(), false);
    }

    /** How many reports were understood. */
    default int reports() {
        return this instanceof Read read ? read.entries().size() : 0;
    }

    default <T> T fold(Function<Answer, T> answered, Function<Read, T> read) {
        return this instanceof Answered a ? answered.apply(a.answer()) : read.apply((Read) this);
    }
}
