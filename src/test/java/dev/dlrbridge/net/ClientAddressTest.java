package dev.dlrbridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.Outside;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final String CLIENT = "203.0.113.9";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "no header from a proxy          | 10.0.0.1    | -                          | -                            | 10.0.0.1",
                "a stranger's claim              | 198.51.100.1| 203.0.113.9                | for=203.0.113.9              | 198.51.100.1",
                "one proxy                       | 10.0.0.1    | 203.0.113.9                | -                            | 203.0.113.9",
                "two proxies                     | 10.0.0.1    | 203.0.113.9, 10.0.0.2      | -                            | 203.0.113.9",
                "a claim before the proxy's      | 10.0.0.1    | 192.0.2.1, 203.0.113.9     | -                            | 203.0.113.9",
                "only proxies                    | 10.0.0.1    | 10.0.0.3, 10.0.0.2         | -                            | 10.0.0.3",
                "with a port                     | 10.0.0.1    | 203.0.113.9:4711           | -                            | 203.0.113.9",
                "version 6 with a port           | 10.0.0.1    | -                          | for=\"[2001:db8::9]:4711\"   | 2001:db8::9",
                "the standard header             | 10.0.0.1    | -                          | for=203.0.113.9;proto=https  | 203.0.113.9",
                "both headers, one address       | 10.0.0.1    | 203.0.113.9                | proto=https;For=203.0.113.9  | 203.0.113.9",
                "both headers, one of them forged| 10.0.0.1    | 203.0.113.9                | for=192.0.2.1                | -",
                "nothing known any more          | -           | 203.0.113.9                | -                            | -"
            })
    void shouldTellWhereARequestCameFrom(
            String situation, String peer, String usual, String standard, String expected) {
        // given
        Map<String, List<String>> headers = new HashMap<>();
        if (usual != null) {
            headers.put("X-Forwarded-For", List.of(usual));
        }
        if (standard != null) {
            headers.put("Forwarded", List.of(standard));
        }

        // when
        Optional<String> address = clientAddress("10.0.0.0/8").of(peer, headers);

        // then
        assertThat(address).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, X-Forwarded-For, true",
        "198.51.100.1, Forwarded, true",
        "198.51.100.1, X-Real-IP, false",
        "10.0.0.1, X-Forwarded-For, false"
    })
    void shouldSayOnceAnHourThatAProxyIsNotDeclared(String peer, String header, boolean said) {
        try (LogCapture log = LogCapture.open()) {
            ClientAddress addresses = clientAddress("10.0.0.0/8");
            addresses.of(peer, Map.of(header, List.of(CLIENT)));
            addresses.of(peer, Map.of(header, List.of(CLIENT)));

            assertThat(log.lines().stream().filter(line -> line.contains("dlrbridge.trusted-proxies")))
                    .hasSize(said ? 1 : 0)
                    .allMatch(line -> line.contains(peer) && !line.contains(CLIENT));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://bridge.example, '', true",
        "https://bridge.example, 10.0.0.0/8, false",
        "http://localhost:8080, '', false"
    })
    void shouldSayAtTheStartThatAProxyIsNotDeclared(URI publicUrl, String proxies, boolean said) {
        try (LogCapture log = LogCapture.open()) {
            clientAddress(proxies.isEmpty() ? new String[0] : new String[] {proxies})
                    .noticeAtStart(new StartupEvent(), Outside.at(publicUrl));

            assertThat(log.lines().stream().filter(line -> line.contains("dlrbridge.trusted-proxies")))
                    .hasSize(said ? 1 : 0);
        }
    }

    @Test
    void shouldBelieveNobodyWithoutTrustedProxies() {
        assertThat(clientAddress().of("10.0.0.1", Map.of("X-Forwarded-For", List.of(CLIENT))))
                .contains("10.0.0.1");
    }

    @Test
    void shouldNotStartWithProxiesThatAreNoAddresses() {
        assertThatThrownBy(() -> clientAddress("proxy.example.com")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ClientAddress clientAddress(String... proxies) {
        return new ClientAddress(Outside.behind(proxies), Clock.systemUTC());
    }
}
