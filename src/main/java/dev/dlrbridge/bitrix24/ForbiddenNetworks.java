package dev.dlrbridge.bitrix24;

import dev.dlrbridge.net.AddressRange;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Networks in which no portal lives, so that nobody makes the bridge call its own host or neighbours: everything in the
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a> special-purpose registries, multicast,
 * all of IPv6 that IANA has not made
 * <a href="https://www.iana.org/assignments/ipv6-address-space">global unicast</a>, and where a cloud serves its machines
 * under an address that looks like any other.
 */
final class ForbiddenNetworks {
    private static final List<AddressRange> FORBIDDEN = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32", // Azure's agent and name server
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "2620:4f:8000::/48",
                    "3fff::/20",
                    "4000::/2",
                    "8000::/1")
            .map(AddressRange::of)
            .toList();

    /** Forms of IPv6 that carry an IPv4 address, to which packets are sent in the end, and at which byte. */
    private static final Map<AddressRange, Integer> CARRIERS = Map.of(
            AddressRange.of("::/96"), 12,
            AddressRange.of("::ffff:0:0:0/96"), 12,
            AddressRange.of("64:ff9b::/96"), 12,
            AddressRange.of("2002::/16"), 2);

    private final List<AddressRange> exceptions;

    /**
     * @param exceptions networks that may be called nevertheless, such as {@code 10.1.0.0/16}; one of a form that carries
     *     IPv4 addresses, such as {@code 64:ff9b::/96}, opens those only that may be called by themselves
     * @throws IllegalArgumentException if one is not a network
     */
    ForbiddenNetworks(Collection<String> exceptions) {
        this.exceptions = exceptions.stream().map(ForbiddenNetworks::network).toList();
    }

    boolean contain(InetAddress address) {
        boolean forbidden = isIn(FORBIDDEN, address) && !isIn(exceptions, address);
        return forbidden
                || CARRIERS.entrySet().stream()
                        .anyMatch(carrier -> carrier.getKey().contains(address)
                                && !isLoopback(address)
                                && contain(carried(address, carrier.getValue())));
    }

    /** False for a name, which says nothing before it is resolved. */
    boolean containLiteral(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(bare);
        return address != null && contain(address);
    }

    /** {@code ::1} looks as if it carried {@code 0.0.0.1}. */
    private static boolean isLoopback(InetAddress address) {
        return address.isLoopbackAddress();
    }

    private static boolean isIn(List<AddressRange> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static InetAddress carried(InetAddress address, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static AddressRange network(String text) {
        if (text.indexOf('/') < 0) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return AddressRange.of(text);
    }
}
