package dev.dlrbridge.gateway.signature;

import java.util.List;
import java.util.Set;

/** The parts of a request that a profile reads although the vendor's signature does not cover them. */
record UnsignedParts(boolean query, boolean body) {
    private static final String OPTION = "unsigned";
    private static final String QUERY = "query";
    private static final String BODY = "body";

    static UnsignedParts of(Options options) {
        List<String> parts = options.texts(OPTION);
        if (!Set.of(QUERY, BODY).containsAll(parts)) {
            options.error(OPTION, "must be query, body or both");
        }
        return new UnsignedParts(parts.contains(QUERY), parts.contains(BODY));
    }
}
