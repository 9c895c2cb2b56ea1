package dev.dlrbridge.net;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Requests that are refused before any route has seen them, so that no gateway is turned away without a trace: each is
 * counted, and at most once a minute and reason it is a line in the log. The line has nothing of the request but the name
 * of the gateway, where its address has one: the rest may be a key or a telephone number.
 */
@Singleton // made when the server is, so that each reason shows before it has been counted
public class RefusedRequests {
    private static final Logger LOG = Logger.getLogger(RefusedRequests.class);
    private static final Metric REFUSED = Metric.counter(
            "http.refused",
            "Requests refused before any route: `path` could be read as another one, `port` is not served on this port, "
                    + "`address` is no URI, others are no HTTP, too long or too late",
            "reason");

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final Pattern GATEWAY = Pattern.compile("/+dlr/+(?![^/]*[0-9]{5})([a-z0-9-]{1,40})/.*");

    private final Map<Reason, Count> counts = new EnumMap<>(Reason.class);
    private final LongSupplier nanos;

    @Inject
    RefusedRequests(MeterRegistry registry) {
        this(registry, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    RefusedRequests(MeterRegistry registry, LongSupplier nanos) {
        this.nanos = nanos;
        for (Reason reason : Reason.values()) {
            counts.put(reason, new Count(reason.counterIn(registry), new AtomicLong(nanos.getAsLong())));
        }
    }

    /** Why a request is refused. */
    public enum Reason {
        PATH("its path could be read as another one"),
        PORT("nothing is served there on this port"),
        ADDRESS("its address has characters that no address may have"),
        REQUEST_LINE("its first line is no request line"),
        REQUEST_LINE_TOO_LONG("its first line is longer than " + ServerLimits.LONGEST_REQUEST_LINE + " bytes"),
        HEADER("one of its header fields is malformed"),
        HEADERS_TOO_LARGE("its header fields are larger than " + ServerLimits.LARGEST_HEADERS + " bytes"),
        VERSION("it is neither HTTP/1.1 nor HTTP/1.0"),
        BODY("its body is malformed"),
        TOO_MANY_AHEAD("too many were sent ahead of the answers"),
        LATE("it did not come as a whole in time");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        private Counter counterIn(MeterRegistry registry) {
            return REFUSED.counterIn(registry, name().toLowerCase(Locale.ROOT));
        }
    }

    /** @param address as the request has it; null when it is not known */
    public void add(Reason reason, String address) {
        Count count = counts.get(reason);
        count.counter.increment();
        long now = nanos.getAsLong();
        long next = count.nextLine.get();
        if (now - next >= 0 && count.nextLine.compareAndSet(next, now + BETWEEN_LINES.toNanos())) {
            LOG.infof(
                    "A request%s was refused since %s, number %d since the start",
                    gateway(address), reason.text, (long) count.counter.count());
        }
    }

    private static String gateway(String address) {
        Matcher named = GATEWAY.matcher(address == null ? "" : address);
        return named.lookingAt() ? " of " + named.group(1) : "";
    }

    private record Count(Counter counter, AtomicLong nextLine) {}
}
