package dev.dlrbridge.gateway;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a reader found in one request. */
public sealed interface Reading {

    /** Reports whose status is a word that the profile does not know; their own status is null. */
    default List<Report> unknownStatus() {
        return List.of();
    }

    /**
     * The request was understood, at least in part.
     *
     * @param reports each with a status, in the gateway's order; may be empty
     * @param ignored entries that are no news about a delivery
     * @param problems fixed-text reasons, one for each entry that could not be read while others could
     */
    record Reports(List<Report> reports, int ignored, List<String> problems, List<Report> unknownStatus)
            implements Reading {
        public Reports {
            reports = List.copyOf(reports);
            problems = List.copyOf(problems);
            unknownStatus = List.copyOf(unknownStatus);
        }

        public Reports(List<Report> reports, int ignored, List<String> problems) {
            this(reports, ignored, problems, List.of());
        }
    }

    /** Nothing in the request could be understood; the reason is a fixed text without content. */
    record Unreadable(String reason, List<Report> unknownStatus) implements Reading {
        public Unreadable {
            unknownStatus = List.copyOf(unknownStatus);
        }

        public Unreadable(String reason) {
            this(reason, List.of());
        }
    }

    /** An empty request by which the gateway tries the address; it wants the normal answer. */
    record Probe() implements Reading {}

    /** A question whose answer stands in for the normal one; nothing else is to be done. */
    record Challenge(Reply reply, Map<String, String> headers) implements Reading {
        public Challenge(Reply reply) {
            this(reply, Map.of());
        }
    }

    /** A request to visit an address of the vendor's own before the normal answer; only to be believed once verified. */
    record Confirmation(URI address) implements Reading {}
}
