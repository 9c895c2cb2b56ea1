package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Reply;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a gateway is answered.
 *
 * @param body null for none
 * @param outcome what became of the request
 * @param reason why it was not accepted, in one word out of few; {@value #NO_REASON} when it was
 */
record Answer(int status, Map<String, String> headers, String body, Outcome outcome, String reason) {
    static final String NO_REASON = "none";

    static Answer of(int status, String contentType, String body, Outcome outcome) {
        Map<String, String> headers = contentType == null ? Map.of() : Map.of("Content-Type", contentType);
        return new Answer(status, headers, body, outcome, NO_REASON);
    }

    /** What a gateway wants to hear that tries the address. */
    static Answer of(Reading.Challenge challenge) {
        Reply reply = challenge.reply();
        Map<String, String> headers = new HashMap<>(challenge.headers());
        if (reply.contentType() != null) {
            headers.put("Content-Type", reply.contentType());
        }
        return new Answer(reply.status(), headers, reply.body(), Outcome.HANDSHAKE, NO_REASON);
    }

    /** This answer with a closer reason, that only metrics tell. */
    Answer because(String closerReason) {
        return new Answer(status, headers, body, outcome, closerReason);
    }

    /** What became of a request. */
    enum Outcome {
        ACCEPTED,
        QUARANTINED,
        HANDSHAKE,
        PROBE,
        /** For good: a repeat is refused too. */
        REFUSED,
        /** Not now: the gateway is to send it again. */
        DEFERRED;

        /** The value of the metric's label. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
