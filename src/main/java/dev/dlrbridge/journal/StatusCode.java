package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;

/** How a status is stored: a number whose tens digit is the rank, so that SQL compares ranks by {@code code / 10}. */
public final class StatusCode {
    private StatusCode() {}

    /** @return null for null: the gateway's word was not understood */
    public static Short of(Status status) {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case QUEUED -> 10;
            case SENT -> 20;
            case UNDELIVERED -> 30;
            case FAILED -> 31;
            case DELIVERED -> 40;
        };
    }

    /** @return null for null: nothing was understood or forwarded yet */
    public static Status status(Short code) {
        if (code == null) {
            return null;
        }
        for (Status status : Status.values()) {
            if (of(status).equals(code)) {
                return status;
            }
        }
        throw new IllegalStateException("no status has the code " + code);
    }
}
