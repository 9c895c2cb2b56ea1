package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Reply;
import java.util.HashMap;
import java.util.Map;

/**
 * What a gateway is answered.
 *
 * @param body null for none
 * @param result for the metric: what became of the request, in one word
 */
record Answer(int status, Map<String, String> headers, String body, String result) {
    static Answer of(int status, String contentType, String body, String result) {
        return new Answer(status, contentType == null ? Map.of() : Map.of("Content-Type", contentType), body, result);
    }

    /** What a gateway wants to hear that tries the address. */
    static Answer of(Reading.Challenge challenge) {
        Reply reply = challenge.reply();
        Map<String, String> headers = new HashMap<>(challenge.headers());
        if (reply.contentType() != null) {
            headers.put("Content-Type", reply.contentType());
        }
        return new Answer(reply.status(), headers, reply.body(), "handshake");
    }
}
