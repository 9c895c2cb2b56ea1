package dev.dlrbridge.net;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Tells from which address a request came, when it went through proxies; what others claim is not read. */
@ApplicationScoped
public class ClientAddress {
    private static final Logger LOG = Logger.getLogger(ClientAddress.class);
    private static final Duration BETWEEN_NOTICES = Duration.ofHours(1);
    private static final String USUAL = "X-Forwarded-For";
    private static final String STANDARD = "Forwarded";
    private static final String FOR = "for=";

    private final List<AddressRange> trustedProxies;
    private final Clock clock;
    private final AtomicReference<Instant> nextNotice = new AtomicReference<>(Instant.MIN);

    /** @throws IllegalArgumentException when the configured proxies are not addresses or networks */
    public ClientAddress(OutsideConfig config, Clock clock) {
        this.clock = clock;
        trustedProxies = config.trustedProxies().orElse(List.of()).stream()
                .map(AddressRange::of)
                .toList();
    }

    /**
     * The last address that is not a trusted proxy's; empty when it cannot be told. A proxy that writes one of the two
     * headers passes on the other as the client wrote it, so that both must say the same.
     *
     * @param peer address of whoever holds the other end of the connection; null when it is not known
     * @param headers by names in any case
     */
    public Optional<String> of(String peer, Map<String, List<String>> headers) {
        if (peer == null) {
            return Optional.empty();
        }
        if (!isTrusted(peer)) {
            noticeUndeclared(peer, headers);
            return Optional.of(peer);
        }
        Optional<String> usual = last(commaSeparated(headers.get(USUAL)), peer);
        if (!headers.containsKey(STANDARD)) {
            return usual;
        }
        Optional<String> standard = last(forwardedFor(headers.get(STANDARD)), peer);
        return !headers.containsKey(USUAL) || usual.equals(standard) ? standard : Optional.empty();
    }

    /** The bridge itself speaks plain HTTP: whoever has an address with https has somebody in front who does not. */
    void noticeAtStart(@Observes StartupEvent started, OutsideConfig config) {
        if (trustedProxies.isEmpty()
                && "https".equalsIgnoreCase(config.publicUrl().getScheme())) {
            LOG.warn("dlrbridge.public-url begins with https, so that a proxy must stand in front, but"
                    + " dlrbridge.trusted-proxies names none: all who come through it count as one sender, and"
                    + " allowedAddresses of channels sees the proxy only. Name the proxies' addresses there");
        }
    }

    private void noticeUndeclared(String peer, Map<String, List<String>> headers) {
        if (!headers.containsKey(USUAL) && !headers.containsKey(STANDARD)) {
            return;
        }
        Instant now = clock.instant();
        Instant next = nextNotice.get();
        if (!now.isBefore(next) && nextNotice.compareAndSet(next, now.plus(BETWEEN_NOTICES))) {
            LOG.warnf(
                    "Requests from %s say that they were forwarded, but dlrbridge.trusted-proxies does not name it."
                            + " If it is a proxy, name it there: until then all who come through it count as one"
                            + " sender, and allowedAddresses of channels sees the proxy only",
                    peer);
        }
    }

    private Optional<String> last(List<String> hops, String peer) {
        for (int hop = hops.size() - 1; hop >= 0; hop--) {
            String address = withoutPort(hops.get(hop));
            if (!isTrusted(address)) {
                return Optional.of(address);
            }
        }
        return Optional.of(hops.isEmpty() ? peer : withoutPort(hops.get(0)));
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    private static List<String> commaSeparated(List<String> values) {
        List<String> parts = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            for (String part : value.split(",")) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** The parameter {@code for} of each hop, see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>. */
    private static List<String> forwardedFor(List<String> values) {
        List<String> addresses = new ArrayList<>();
        for (String hop : commaSeparated(values)) {
            String address = "";
            for (String parameter : hop.split(";")) {
                String stripped = parameter.strip();
                if (stripped.toLowerCase(Locale.ROOT).startsWith(FOR)) {
                    address = stripped.substring(FOR.length()).replace("\"", "");
                }
            }
            addresses.add(address);
        }
        return addresses;
    }

    /** Of {@code 192.0.2.1:80}, {@code [2001:db8::1]:80} and plain addresses. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
