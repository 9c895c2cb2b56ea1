package dev.dlrbridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,        192.0.2.7,           true",
        "192.0.2.7,        192.0.2.8,           false",
        "192.0.2.0/24,     192.0.2.255,         true",
        "192.0.2.0/24,     192.0.3.0,           false",
        "192.0.2.128/25,   192.0.2.127,         false",
        "192.0.2.128/25,   192.0.2.128,         true",
        "0.0.0.0/0,        203.0.113.9,         true",
        "0.0.0.0/0,        2001:db8::1,         false",
        "192.0.2.7,        ::ffff:192.0.2.7,    true",
        "2001:db8::/32,    2001:db8:1::7,       true",
        "2001:db8::/32,    2001:db9::7,         false",
        "2a01:4f8:13a:8e7::2, 2a01:4f8:13a:8e7:0:0:0:2, true",
        "fc00::/7,         fdff::1,             true",
        "fc00::/7,         fe80::1,             false",
        "fc00::/7,         fec0::1,             false",
        "fc00::/7,         ff02::1,             false",
        "fe80::/10,        febf::1,             true",
        "fe80::/10,        fec0::1,             false",
        "::/0,             192.0.2.7,           false",
        "192.0.2.7,        unknown,             false",
        "192.0.2.7,        '',                  false"
    })
    void shouldContainTheAddressesOfItsNetwork(String range, String address, boolean contained) {
        assertThat(AddressRange.of(range).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "dead.beef", "", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "2001:db8::/129"})
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> AddressRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadSeveral() {
        assertThat(AddressRange.list(" 192.0.2.7, 2001:db8::/32 ,"))
                .containsExactly(AddressRange.of("192.0.2.7"), AddressRange.of("2001:db8::/32"));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9,          203.0.113.0/24",
        "::ffff:203.0.113.9,   203.0.113.0/24",
        "2001:db8:1:2:3::4,    2001:db8:1::/48"
    })
    void shouldTellTheNetworkAroundAnAddress(String address, String network) {
        assertThat(AddressRange.around(address))
                .contains(AddressRange.of(network))
                .get()
                .hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "_hidden", "localhost"})
    void shouldKnowNoNetworkAroundWhatIsNoAddress(String text) {
        assertThat(AddressRange.around(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "203.0.113.9,                   203.0.113.9",
                "::ffff:203.0.113.9,            203.0.113.9",
                "2001:db8:1:2:3:4:5:6,          2001:db8:1:2::/64",
                "2001:db8:1:2:ffff:ffff:0:0,    2001:db8:1:2::/64",
                "2001:db8:1:3::1,               2001:db8:1:3::/64",
                "fe80::1%eth0,                  fe80::/64",
                "unknown,                       unknown",
                "'',                            unknown",
                "null,                          unknown"
            })
    void shouldCountTheAddressesOfOneHostAsOneCaller(String address, String caller) {
        assertThat(AddressRange.callerAt(address)).isEqualTo(caller);
    }
}
