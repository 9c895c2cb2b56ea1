package dev.dlrbridge.sandbox.portal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a portal bills execution time, and what it does when there has been too much of it. */
public enum OperatingModel {
    /** Not at all, as on-premise: answers do not mention operating time. */
    @JsonProperty("off")
    OFF,
    /**
     * Each command under its own method, a batch not at all; blocked until the sum drops. As the
     * <a href="https://apidocs.bitrix24.com/limits.html">documentation</a> and older code have it.
     */
    @JsonProperty("commands")
    COMMANDS,
    /**
     * A batch as one, at half weight, its commands not one by one; then blocked for a fixed time with all sums
     * forgotten. Measured on <a href="https://github.com/bitrix24/b24jssdk/issues/459">portals of 2026</a>.
     */
    @JsonProperty("batch")
    BATCH
}
