package dev.dlrbridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.net.RefusedRequests.Reason;
import dev.dlrbridge.testing.LogCapture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedRequestsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RefusedRequests refused = new RefusedRequests(registry, nanos::get);

    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldCountEachAndLogOneAMinute(Reason reason) {
        try (LogCapture log = LogCapture.open()) {
            for (int second = 0; second < 119; second++) {
                refused.add(reason, "/");
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }

            assertThat(lines(log)).hasSize(2).last().asString().contains("number 61 since the start");
        }
        assertThat(registry.get("dlrbridge.http.refused")
                        .tag("reason", reason.name().toLowerCase(java.util.Locale.ROOT))
                        .counter()
                        .count())
                .isEqualTo(119);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/dlr/kannel/secretkey/4915112345678, A request of kannel was",
                "//dlr/kannel/secretkey/, A request of kannel was",
                "/dlr/49151secretkey/x, A request was",
                "/dlr/%7Bsecretkey/x, A request was",
                "/bitrix24/secretkey, A request was",
                "-, A request was"
            })
    void shouldTellTheGatewayAndNothingElseOfTheAddress(String address, String start) {
        try (LogCapture log = LogCapture.open()) {
            refused.add(Reason.ADDRESS, address);

            assertThat(lines(log)).singleElement().asString().contains(start).doesNotContain("secretkey", "49151");
        }
    }

    @Test
    void shouldShowEveryReasonBeforeItHasBeenCounted() {
        assertThat(registry.get("dlrbridge.http.refused").counters()).hasSize(Reason.values().length);
    }

    private static List<String> lines(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.contains("was refused since"))
                .toList();
    }
}
