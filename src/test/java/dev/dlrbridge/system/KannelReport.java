package dev.dlrbridge.system;

import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.net.URI;

/** One delivery report as kannel sends it. */
record KannelReport(RegisteredPortal portal, String messageId, MessageStatus status) {
    URI address() {
        return URI.create(portal.callback() + "?ref=" + messageId + "&type=" + type());
    }

    /** Kannel's number, also the report's raw status in the journal. */
    int type() {
        return switch (status) {
            case SENT -> 8;
            case DELIVERED -> 1;
            case UNDELIVERED -> 2;
            case FAILED -> 16;
            case QUEUED -> throw new IllegalArgumentException("kannel reports no such status");
        };
    }
}
