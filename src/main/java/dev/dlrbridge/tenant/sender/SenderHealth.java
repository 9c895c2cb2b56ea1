package dev.dlrbridge.tenant.sender;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the last comparison of a portal with its channels has found.
 *
 * @param missing codes of senders and names of events that the portal lacked when it last lacked any
 * @param missingAt when that was; null: never
 */
public record SenderHealth(State state, Instant comparedAt, List<String> missing, Instant missingAt) {
    /** Of a portal that was not compared yet. */
    public static final SenderHealth UNKNOWN = new SenderHealth(State.UNKNOWN, null, List.of(), null);

    /** Whether users can send by the senders that there are to be. */
    public enum State {
        /** The portal has them all. */
        REGISTERED,
        /** It lacks one that no channel names a {@code handler} for, so that the integrator has to register it. */
        NO_HANDLER,
        /** It lacks one, and did not let it be registered. */
        MISSING,
        /** It did not say what it has. */
        REFUSED,
        /** Nobody has asked it yet. */
        UNKNOWN;

        /** The word in database, API and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String word) {
            return word == null
                    ? UNKNOWN
                    : valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
