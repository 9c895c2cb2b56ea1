package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The calls about a message that are remembered.
 *
 * @param succeeded the last one that told the portal its status; null when none did
 * @param failed the last ten that did not, the latest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Calls(Call succeeded, List<Call> failed) {

    /**
     * A call, or why none was made.
     *
     * @param code of the failure; null when it did what it should
     * @param httpStatus null when no usable answer came
     * @param millis how long it took; null when none was made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Call(Instant at, String code, Integer httpStatus, Integer millis) {}
}
