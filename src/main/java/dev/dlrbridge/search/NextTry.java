package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * When a portal is told of a message next, and why not sooner.
 *
 * @param at null when nobody knows: nothing is tried before somebody does something
 * @param since of a portal that is parked
 * @param reason a code: why it is parked, or what the last call said
 * @param words what the reason means, and who can do something about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NextTry(Instant at, WaitsFor waitsFor, Instant since, String reason, String words) {

    /** What a message waits for. */
    public enum WaitsFor {
        /** The portal cannot be called until something changes. */
        PARKED("the portal is parked"),
        UNINSTALLED("the application is no longer installed"),
        /** Nobody knows yet what became of the last call; another one might be overtaken by it. */
        CALL("a call is under way, or may still be"),
        BACK_OFF("the last call failed; each next one waits for longer"),
        /** Of its method's execution time, or after failures: the portal is left alone for a while. */
        LANE("the portal is not called for a while"),
        TURN("its turn within the portal's request limit");

        private final String words;

        WaitsFor(String words) {
            this.words = words;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String words() {
            return words;
        }
    }
}
