package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.journal.Message;
import dev.dlrbridge.trace.PortalName;

/**
 * A message with the portal that it belongs to.
 *
 * @param gateway of its channel; null when the channel is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundMessage(
        @JsonUnwrapped PortalName portal,
        String gateway,
        @JsonUnwrapped Message message) {}
