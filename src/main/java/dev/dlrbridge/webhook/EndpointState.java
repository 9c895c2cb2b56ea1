package dev.dlrbridge.webhook;

import java.util.Locale;

/** Whether an endpoint is told of events. */
public enum EndpointState {
    ACTIVE,
    /** By whoever set it up: what waits goes on waiting, nothing new is written. */
    OFF,
    /** By its own answer 410; the same, until it is set up again. */
    GONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EndpointState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
