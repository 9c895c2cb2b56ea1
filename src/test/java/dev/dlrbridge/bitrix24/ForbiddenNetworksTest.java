package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenNetworksTest {
    private static final List<String> FORBIDDEN = List.of(
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:a9fe:a9fe",
            "0:0:0:0:0:ffff:c0a8:1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1");

    private final ForbiddenNetworks networks = new ForbiddenNetworks(List.of());

    @ParameterizedTest
    @FieldSource("FORBIDDEN")
    void shouldContainWhatIsNotReachableGlobally(String address) throws UnknownHostException {
        assertThat(networks.containLiteral(address)).isTrue();
        assertThat(networks.contain(InetAddress.getByName(address))).isTrue();
    }

    /** First and last address of every entry of IANA's special-purpose registries, and of multicast. */
    @ParameterizedTest
    @CsvFileSource(resources = "/special-purpose-addresses.csv", numLinesToSkip = 1)
    void shouldContainEverySpecialPurposeNetwork(String network, String name) throws UnknownHostException {
        for (String address : List.of(first(network), last(network))) {
            assertThat(networks.contain(InetAddress.getByName(address)))
                    .as("%s of %s, %s", address, network, name)
                    .isTrue();
            assertThat(networks.containLiteral(address)).isTrue();
        }
    }

    /** What is not global unicast is nobody's portal, whatever IANA gives it to. */
    @Test
    void shouldContainEverythingThatIsNoGlobalUnicast() throws UnknownHostException {
        Random random = new Random(1);
        for (int count = 0; count < 20_000; count++) {
            byte[] address = new byte[16];
            random.nextBytes(address);
            boolean global = (address[0] & 0xe0) == 0x20;
            if (!global) {
                assertThat(networks.contain(InetAddress.getByAddress(address))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "64:ff9b::/96, 64:ff9b::808:808, false",
        "64:ff9b::/96, 64:ff9b::a00:1, true",
        "64:ff9b::/96, 64:ff9b::7f00:1, true",
        "64:ff9b::/96, 64:ff9b::a9fe:a9fe, true",
        "2002::/16, 2002:808:808::1, false",
        "2002::/16, 2002:a00:1::1, true",
        "::ffff:0:0:0/96, ::ffff:0:808:808, false",
        "::ffff:0:0:0/96, ::ffff:0:a00:1, true",
        "::/96, ::10.0.0.1, true",
        "::1/128, ::1, false",
        "127.0.0.0/8, ::ffff:127.0.0.1, false"
    })
    void shouldOpenOfANetworkThatCarriesVersion4OnlyWhatMayBeCalledItself(
            String exception, String address, boolean contained) {
        assertThat(new ForbiddenNetworks(List.of(exception)).containLiteral(address))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "168.63.129.15",
                "172.15.255.255",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2003::1",
                "2620:4f:8001::1",
                "3ffe::1",
                "2a00:1450:4001::1"
            })
    void shouldNotContainPublicAddresses(String address) throws UnknownHostException {
        assertThat(networks.containLiteral(address)).isFalse();
        assertThat(networks.contain(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void shouldNotContainAnExceptionOrAName() {
        ForbiddenNetworks onPremises = new ForbiddenNetworks(List.of("10.1.0.0/16", "fd00:1::/32"));

        assertThat(onPremises.containLiteral("10.1.2.3")).isFalse();
        assertThat(onPremises.containLiteral("[fd00:1::5]")).isFalse();
        assertThat(onPremises.containLiteral("::ffff:10.1.2.3")).isFalse();
        assertThat(onPremises.containLiteral("10.2.0.1")).isTrue();
        assertThat(onPremises.containLiteral("acme.bitrix24.de")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "127.0.0.0/9",
                "169.254.0.0/16",
                "2001:db8::/32",
                "fc00::/7",
                "fd00::/8",
                "fe80::/10",
                "fec0::/10",
                "ff02::/16",
                "ff00::/8"
            })
    void shouldOpenNothingBesideAnException(String exception) throws UnknownHostException {
        ForbiddenNetworks onPremises = new ForbiddenNetworks(List.of(exception));

        for (String address : FORBIDDEN) {
            assertThat(onPremises.contain(InetAddress.getByName(address)))
                    .as("%s when %s may be called", address, exception)
                    .isEqualTo(!isIn(exception, address));
        }
    }

    private static boolean isIn(String network, String address) throws UnknownHostException {
        String[] parts = network.split("/");
        byte[] first = InetAddress.getByName(parts[0]).getAddress();
        byte[] other = InetAddress.getByName(address).getAddress();
        int hostBits = first.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return first.length == other.length
                && new BigInteger(1, first).shiftRight(hostBits).equals(new BigInteger(1, other).shiftRight(hostBits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.0", "localhost/8", "10.0.0.0/x", "10.0.0.0/33"})
    void shouldRefuseAnExceptionThatIsNoNetwork(String exception) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ForbiddenNetworks(List.of(exception)));
    }

    private static String first(String network) {
        return network.substring(0, network.indexOf('/'));
    }

    private static String last(String network) throws UnknownHostException {
        byte[] address = InetAddress.getByName(first(network)).getAddress();
        int prefix = Integer.parseInt(network.substring(network.indexOf('/') + 1));
        for (int bit = prefix; bit < address.length * 8; bit++) {
            address[bit / 8] |= (byte) (0x80 >> bit % 8);
        }
        return InetAddress.getByAddress(address).getHostAddress();
    }
}
