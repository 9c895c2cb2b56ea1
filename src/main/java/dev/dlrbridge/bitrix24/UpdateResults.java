package dev.dlrbridge.bitrix24;

import java.util.List;
import java.util.Optional;

/**
 * The answer to a status call that the portal let in.
 *
 * @param results one for each update, in the same order
 * @param operating the highest execution time that the answer states, absent where the limiter is off
 */
public record UpdateResults(List<CommandResult> results, Optional<Operating> operating) {
    public UpdateResults {
        results = List.copyOf(results);
    }
}
