package dev.dlrbridge.intake;

import dev.dlrbridge.journal.Entry;
import java.util.List;
import java.util.function.Function;

/** A request after its check: either answered already, or read. */
sealed interface Checked {
    /** Nothing of the request is kept. */
    record Answered(Answer answer) implements Checked {}

    /**
     * The request is authentic.
     *
     * @param problems fixed texts of what could not be understood; then the request goes to quarantine too
     */
    record Read(List<Entry> entries, List<String> problems) implements Checked {}

    static Checked answered(Answer answer) {
        return new Answered(answer);
    }

    static Checked read(List<Entry> entries, List<String> problems) {
        return new Read(entries, problems);
    }

    default <T> T fold(Function<Answer, T> answered, Function<Read, T> read) {
        return this instanceof Answered a ? answered.apply(a.answer()) : read.apply((Read) this);
    }
}
