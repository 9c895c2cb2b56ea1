package dev.dlrbridge.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why a request is not accepted, with the fixed text that is all a caller learns
 * (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>).
 */
enum Refusal {
    UNKNOWN_CALLBACK(404, "Unknown callback URL", "No channel of this gateway has this address."),
    TOO_MANY_UNKNOWN(
            429, "Too many unknown callback URLs", "Your address has called too many that do not exist; try later."),
    METHOD(405, "Method not allowed", "The gateway does not use this method for delivery reports."),
    BODY_TOO_LARGE(413, "Body too large", "The body exceeds the configured limit."),
    NOT_AUTHENTIC(401, "Not authentic", "The signature or credential of the request was not accepted."),
    TOO_MANY_REPORTS(429, "Too many reports", "The channel or its portal brings more than it may; send it again."),
    BODIES_FULL(503, "Too much at once", "The bodies that are being read take all room there is; send it again."),
    BACKLOG_FULL(503, "Backlog full", "Too much waits for the portal already; send it again later."),
    UNAVAILABLE(503, "Temporarily unavailable", "The report was not stored; send it again.");

    private static final Map<Refusal, String> RETRY_AFTER_SECONDS = Map.of(
            TOO_MANY_UNKNOWN, "30", TOO_MANY_REPORTS, "1", BODIES_FULL, "1", BACKLOG_FULL, "60", UNAVAILABLE, "5");

    private final int status;
    private final String body;

    Refusal(int status, String title, String detail) {
        this.status = status;
        this.body = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail);
    }

    Answer answer() {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/problem+json"));
        if (RETRY_AFTER_SECONDS.containsKey(this)) {
            headers.put("Retry-After", RETRY_AFTER_SECONDS.get(this));
        }
        return new Answer(status, headers, body, outcome(), name().toLowerCase(Locale.ROOT));
    }

    /** @param allowed the methods that the gateway may use */
    Answer answer(Iterable<String> allowed) {
        Answer plain = answer();
        Map<String, String> headers = new HashMap<>(plain.headers());
        headers.put("Allow", String.join(", ", allowed));
        return new Answer(plain.status(), headers, plain.body(), plain.outcome(), plain.reason());
    }

    private Answer.Outcome outcome() {
        return RETRY_AFTER_SECONDS.containsKey(this) ? Answer.Outcome.DEFERRED : Answer.Outcome.REFUSED;
    }
}
