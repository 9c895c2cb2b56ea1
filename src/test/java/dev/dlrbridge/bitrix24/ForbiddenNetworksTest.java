package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenNetworksTest {
    private final ForbiddenNetworks networks = new ForbiddenNetworks(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "ff02::1"
            })
    void shouldContainWhatIsNotReachableGlobally(String address) throws UnknownHostException {
        assertThat(networks.containLiteral(address)).isTrue();
        assertThat(networks.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2a00:1450:4001::1"})
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
    @ValueSource(strings = {"10.1.0.0", "localhost/8", "10.0.0.0/x", "10.0.0.0/33"})
    void shouldRefuseAnExceptionThatIsNoNetwork(String exception) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ForbiddenNetworks(List.of(exception)));
    }
}
