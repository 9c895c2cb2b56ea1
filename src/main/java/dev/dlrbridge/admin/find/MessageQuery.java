package dev.dlrbridge.admin.find;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.search.MessageFilter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/** Which messages are wanted: the query parameters of all lists of messages. */
class MessageQuery {
    static final String STATES = "pending|forwarded|rejected|expired|not-understood";

    /** As the gateways reported it. */
    @RestQuery
    @Pattern(regexp = "queued|sent|undelivered|failed|delivered")
    String status;

    @RestQuery
    @Pattern(regexp = STATES)
    String state;

    @RestQuery
    @Size(max = 64)
    String gateway;

    @RestQuery
    String channelId;

    /** A code of the gateway, or of the portal. */
    @RestQuery
    @Size(max = 200)
    String error;

    /** First reported then, or later. */
    @RestQuery
    String from;

    /** First reported before. */
    @RestQuery
    String to;

    /** A telephone number in any spelling. */
    @RestQuery
    @Size(max = 64)
    String recipient;

    MessageFilter filter(Caller caller, String application, String memberId, String domain) {
        return filter(caller.asked(application), memberId, domain);
    }

    MessageFilter filter(Set<String> applications, String memberId, String domain) {
        return new MessageFilter(
                applications,
                memberId,
                domain,
                status == null ? null : Status.valueOf(status.toUpperCase(Locale.ROOT)),
                state,
                gateway,
                QueryValues.uuid("channelId", channelId),
                error,
                QueryValues.time("from", from),
                QueryValues.time("to", to),
                null,
                recipient);
    }
}
