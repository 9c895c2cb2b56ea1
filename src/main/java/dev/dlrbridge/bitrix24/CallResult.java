package dev.dlrbridge.bitrix24;

import java.util.List;
import java.util.Optional;

/** What became of a call to a portal. */
public sealed interface CallResult {

    /**
     * The call was let in.
     *
     * @param results one for each update, in the same order
     * @param operating the highest execution time that the answer states, absent where the limiter is off
     */
    record Answered(List<CommandResult> results, Optional<Operating> operating) implements CallResult {
        public Answered {
            results = List.copyOf(results);
        }
    }

    /**
     * The portal answered the whole call with an error: nothing was changed, or, with codes such as
     * {@code INTERNAL_SERVER_ERROR}, at least nothing is under way any more. The error of a single command comes here
     * too, since a portal does not tell the two apart.
     */
    record Refused(ApiError error) implements CallResult {}

    /**
     * No usable answer came.
     *
     * @param mayHaveRun false only if it is certain that the portal ran nothing
     */
    record Failed(FailureKind kind, boolean mayHaveRun) implements CallResult {}
}
