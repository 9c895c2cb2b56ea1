package dev.dlrbridge.tenant.install;

import jakarta.ws.rs.core.Response;

/** What is answered to a post of Bitrix24's; the texts are fixed. */
public enum Outcome {
    ACCEPTED(200, ""),
    INCOMPLETE(400, "The post lacks what this event needs."),
    NOT_GENUINE(403, "The authorisation server does not confirm this."),
    NOT_ADMINISTRATOR(403, "Only an administrator's tokens are taken."),
    UNKNOWN_APPLICATION(404, "There is no such application."),
    UNAVAILABLE(503, "Try again.");

    private final int status;
    private final String text;

    Outcome(int status, String text) {
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    String text() {
        return text;
    }

    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type("text/plain").entity(text);
        return (this == UNAVAILABLE ? response.header("Retry-After", 30) : response).build();
    }
}
