package dev.dlrbridge.intake;

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
}
