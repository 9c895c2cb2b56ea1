package dev.dlrbridge.job.run;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What one kind of run does. A step may be done twice, when a replica is lost or slow; it must do no harm. */
public interface RunWork {

    /** The {@link Run#kind()} that is its own. */
    String kind();

    /** Does the next few things, in less than half a minute; empty when none is left. */
    Uni<Optional<Step>> next(Run run);

    /**
     * Some things were done.
     *
     * @param position of the last of them, in an order that all replicas share
     */
    record Step(String position, List<Result> results) {}

    /**
     * What became of one thing.
     *
     * @param item its name, under which the result is kept; null: it is only counted
     * @param word the result, one of few
     * @param detail why, in fixed words; null when there is nothing to say
     */
    record Result(String item, String word, String detail) {
        /** One that is only counted. */
        public static Result counted(String word) {
            return new Result(null, word, null);
        }
    }
}
