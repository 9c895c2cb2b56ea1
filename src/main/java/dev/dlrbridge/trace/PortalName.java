package dev.dlrbridge.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.UUID;

/**
 * What leads people to a portal, wherever one is written of: a log line, an alert, an answer.
 *
 * @param id within the bridge
 * @param application its {@code client_id}
 * @param domain of its address, such as {@code acme.bitrix24.de}; null when it is not known any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PortalName(@JsonIgnore UUID id, String application, String memberId, String domain) {

    /** The domain in a portal's address, with a port if there is one. */
    public static String domain(URI clientEndpoint) {
        return clientEndpoint.getRawAuthority();
    }

    @Override
    public String toString() {
        return (domain == null ? "" : domain + ", ") + "member " + memberId + " of " + application;
    }
}
