package dev.dlrbridge.tenant;

import dev.dlrbridge.net.AddressRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells from which address a request came, when it went through proxies; what others claim is not read. */
@ApplicationScoped
public class ClientAddress {
    private static final String FOR = "for=";

    private final List<AddressRange> trustedProxies;

    /** @throws IllegalArgumentException when the configured proxies are not addresses or networks */
    public ClientAddress(TrustedProxiesConfig config) {
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
        if (peer == null || !isTrusted(peer)) {
            return Optional.ofNullable(peer);
        }
        Optional<String> usual = last(commaSeparated(headers.get("X-Forwarded-For")), peer);
        if (!headers.containsKey("Forwarded")) {
            return usual;
        }
        Optional<String> standard = last(forwardedFor(headers.get("Forwarded")), peer);
        return !headers.containsKey("X-Forwarded-For") || usual.equals(standard) ? standard : Optional.empty();
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
