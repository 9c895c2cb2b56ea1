package dev.dlrbridge.handler;

import jakarta.ws.rs.core.Response;

/** What is answered to a post of a message; Bitrix24 looks at none of it. The texts are fixed. */
enum PostOutcome {
    /** Committed, now or before. */
    ACCEPTED(200, ""),
    INCOMPLETE(400, "The post names no message or no sender."),
    NOT_GENUINE(403, "The post is not of this portal."),
    /** Also of a portal that has removed the application. */
    UNKNOWN(404, "There is no such address."),
    UNAVAILABLE(503, "Try again.");

    private final int status;
    private final String text;

    PostOutcome(int status, String text) {
        this.status = status;
        this.text = text;
    }

    Response response() {
        return Response.status(status).type("text/plain").entity(text).build();
    }
}
