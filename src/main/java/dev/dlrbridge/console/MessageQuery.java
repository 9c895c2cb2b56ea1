package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.search.MessageFilter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Which messages are wanted: the fields of the form above the list, empty for any. */
public class MessageQuery {
    @RestQuery
    @DefaultValue("")
    @Size(max = 128)
    public String application;

    @RestQuery
    @DefaultValue("")
    @Size(max = 64)
    public String memberId;

    /** Its beginning. */
    @RestQuery
    @DefaultValue("")
    @Size(max = 255)
    public String domain;

    @RestQuery
    @DefaultValue("")
    @Pattern(regexp = "|queued|sent|undelivered|failed|delivered")
    public String status;

    @RestQuery
    @DefaultValue("")
    @Pattern(regexp = "|pending|forwarded|rejected|expired|not-understood")
    public String state;

    @RestQuery
    @DefaultValue("")
    @Size(max = 64)
    public String gateway;

    @RestQuery
    @DefaultValue("")
    public String channelId;

    @RestQuery
    @DefaultValue("")
    @Size(max = 200)
    public String error;

    /** In UTC, as browsers write times that are chosen. */
    @RestQuery
    @DefaultValue("")
    public String from;

    @RestQuery
    @DefaultValue("")
    public String to;

    @RestQuery
    @DefaultValue("")
    @Size(max = 64)
    public String recipient;

    /** What can be chosen as {@link #status}. */
    public List<String> statuses() {
        return Stream.of(Status.values()).map(Status::word).toList();
    }

    /** What can be chosen as {@link #state}. */
    public List<String> states() {
        return List.of("pending", "forwarded", "rejected", "expired");
    }

    MessageFilter filter(Caller caller) {
        return new MessageFilter(
                caller.asked(QueryValues.given(application)),
                QueryValues.given(memberId),
                QueryValues.given(domain),
                status.isEmpty() ? null : Status.valueOf(status.toUpperCase(Locale.ROOT)),
                QueryValues.given(state),
                QueryValues.given(gateway),
                QueryValues.uuid("channelId", channelId),
                QueryValues.given(error),
                time("from", from),
                time("to", to),
                null,
                QueryValues.given(recipient));
    }

    /** A browser leaves out the seconds where there are none, and the zone always. */
    private static Instant time(String name, String value) {
        boolean chosen = value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?");
        return QueryValues.time(name, chosen ? (value + ":00").substring(0, 19) + "Z" : value);
    }
}
