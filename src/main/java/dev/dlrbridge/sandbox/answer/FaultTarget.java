package dev.dlrbridge.sandbox.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose calls a fault meets. */
public enum FaultTarget {
    /** Calls to the portal's REST interface. */
    @JsonProperty("rest")
    REST,
    /** Refreshes of the portal's tokens at the OAuth server. */
    @JsonProperty("oauth")
    OAUTH
}
