package dev.dlrbridge.intake;

import java.util.List;
import java.util.Map;

/**
 * A gateway's request as it came off the wire.
 *
 * @param path as received, still encoded
 * @param query as received, still encoded; null when there is none
 * @param peer address of whoever holds the other end of the connection; null when it is not known any more
 */
record IncomingRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        String contentType,
        byte[] body,
        String peer) {

    /** A request that was kept. */
    IncomingRequest(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            String contentType,
            byte[] body) {
        this(method, path, query, headers, contentType, body, null);
    }

    String pathAndQuery() {
        return query == null ? path : path + "?" + query;
    }

    @Override
    public String toString() {
        return "IncomingRequest[method=" + method + "]";
    }
}
