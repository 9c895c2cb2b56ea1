package dev.dlrbridge.intake;

import dev.dlrbridge.journal.Entry;
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
            implements Checked {}

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
