package dev.dlrbridge.console;

import dev.dlrbridge.quarantine.KeptRequests.Outline;

/**
 * How a request in quarantine is built, without its values.
 *
 * @param mediaType empty if not declared
 */
public record KeptOutline(
        String method, String mediaType, int bodyBytes, String headerNames, String queryNames, String formNames) {
    static KeptOutline of(Outline outline) {
        return new KeptOutline(
                outline.method(),
                ReportRow.text(outline.mediaType()),
                outline.bodyBytes(),
                String.join(", ", outline.headerNames()),
                String.join(", ", outline.queryNames()),
                String.join(", ", outline.formNames()));
    }
}
