package dev.dlrbridge.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network, or one address, of IP version 4 or 6.
 *
 * @param prefix number of bits that count
 */
public record AddressRange(byte[] network, int prefix) {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::1} and the like; names are never looked up.
     *
     * @throws IllegalArgumentException with a fixed text if it is neither
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("must be addresses or networks like 192.0.2.0/24, with commas between");
        }
        int bits = network.length * Byte.SIZE;
        return new AddressRange(network, slash < 0 ? bits : prefix(text.substring(slash + 1), bits));
    }

    /**
     * Whom an address stands for where callers are counted: version 4 itself, version 6 its /64, which one host as a rule
     * has to itself. {@code 192.0.2.7}, {@code 2001:db8:1:2::/64}; one and the same caller for whatever is no address.
     */
    public static String callerAt(String address) {
        byte[] bytes = bytes(address);
        if (bytes == null) {
            return "unknown";
        }
        return bytes.length == 4
                ? NetUtil.bytesToIpAddress(bytes)
                : new AddressRange(Arrays.copyOf(Arrays.copyOf(bytes, Long.BYTES), bytes.length), Long.SIZE).toString();
    }

    /** The network that an address shares with those of the same owner: as a rule one customer's; empty for no address. */
    public static Optional<AddressRange> around(String address) {
        return Optional.ofNullable(bytes(address)).map(bytes -> {
            int prefix = bytes.length == 4 ? 24 : 48;
            return new AddressRange(Arrays.copyOf(Arrays.copyOf(bytes, prefix / Byte.SIZE), bytes.length), prefix);
        });
    }

    /** Reads several, with commas between; none of an empty text. */
    public static List<AddressRange> list(String text) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                ranges.add(of(part.strip()));
            }
        }
        return List.copyOf(ranges);
    }

    /** Whether the address, in either notation, is in the network; false for anything that is no address. */
    public boolean contains(String address) {
        return contains(bytes(address));
    }

    /** Whether a resolved address is in the network. */
    public boolean contains(InetAddress address) {
        return contains(unmapped(address.getAddress()));
    }

    private boolean contains(byte... bytes) {
        if (bytes == null || bytes.length != network.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        int mask = 0xff00 >> prefix % Byte.SIZE & 0xff;
        return Arrays.equals(bytes, 0, whole, network, 0, whole)
                && (mask == 0 || (bytes[whole] & mask) == (network[whole] & mask));
    }

    private static int prefix(String text, int bits) {
        boolean digits = !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
        if (!digits || Integer.parseInt(text) > bits) {
            throw new IllegalArgumentException("must have as many bits behind the slash as the address has at most");
        }
        return Integer.parseInt(text);
    }

    /** Four or sixteen bytes; an address of version 4 that is written as one of version 6 has four. */
    private static byte[] bytes(String address) {
        return address == null ? null : unmapped(NetUtil.createByteArrayFromIpAddressString(address));
    }

    private static byte[] unmapped(byte... bytes) {
        boolean mapped =
                bytes != null && bytes.length == 16 && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return mapped ? Arrays.copyOfRange(bytes, MAPPED.length, bytes.length) : bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && prefix == range.prefix && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefix;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(network) + "/" + prefix;
    }
}
