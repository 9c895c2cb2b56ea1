package dev.dlrbridge.bitrix24;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks in which no portal lives, so that nobody makes the bridge call its own host or neighbours: everything in the
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a> special-purpose registries that is not
 * reachable globally, multicast, and the IPv6 forms that carry an IPv4 address.
 */
final class ForbiddenNetworks {
    private static final List<IpSubnetFilterRule> FORBIDDEN = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(ForbiddenNetworks::network)
            .toList();

    private final List<IpSubnetFilterRule> exceptions;

    /**
     * @param exceptions networks that may be called nevertheless, such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException if one is not a network
     */
    ForbiddenNetworks(Collection<String> exceptions) {
        this.exceptions = exceptions.stream().map(ForbiddenNetworks::network).toList();
    }

    boolean contain(InetAddress address) {
        InetSocketAddress plain = new InetSocketAddress(unmapped(address), 0);
        return FORBIDDEN.stream().anyMatch(network -> network.matches(plain))
                && exceptions.stream().noneMatch(network -> network.matches(plain));
    }

    /** False for a name, which says nothing before it is resolved. */
    boolean containLiteral(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(bare);
        return address != null && contain(address);
    }

    /** An IPv4 address stays one when it is written as {@code ::ffff:127.0.0.1}. */
    private static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (slash < 0 || NetUtil.createByteArrayFromIpAddressString(address) == null) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return new IpSubnetFilterRule(address, Integer.parseInt(text.substring(slash + 1)), IpFilterRuleType.REJECT);
    }
}
