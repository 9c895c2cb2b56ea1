package dev.dlrbridge.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.testing.Callbacks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request, however it is built, keeps an event loop from its other work for long. */
class HostileRequestsTest {
    private static final double MOST_MILLISECONDS = 50;

    /** By then the code is compiled, also on a machine with other work. */
    private static final int TRIES = 60;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final List<Sample> SAMPLES = Sample.in(Path.of("src/test/resources/gateways"));

    static Stream<String> gateways() {
        return GATEWAYS.names().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("gateways")
    void shouldCheckAndReadEachRequestQuickly(String name) {
        // given
        Gateway gateway = GATEWAYS.find(name).orElseThrow();
        Trust trust = trust(name);

        // when
        Map<String, Double> slow = new TreeMap<>();
        HostileRequests.of(gateway).forEach((what, request) -> {
            double milliseconds = best(gateway, request, trust);
            if (milliseconds > MOST_MILLISECONDS) {
                slow.put(what, milliseconds);
            }
        });

        // then
        assertThat(slow).isEmpty();
    }

    /** Time of the processor, which other work on the machine does not lengthen, until it was quick enough once. */
    private static double best(Gateway gateway, Callback request, Trust trust) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < TRIES && best > MOST_MILLISECONDS; round++) {
            Callback fresh = Callbacks.of(
                    request.method(), request.url(), request.rawQuery(), request.headers(), request.body());
            long begun = THREADS.getCurrentThreadCpuTime();
            gateway.verify(fresh, trust);
            gateway.read(fresh, trust.secrets(), trust.settings());
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - begun) / 1e6);
        }
        return best;
    }

    /** As a channel with a signature has it, and with the settings that the gateway needs to read anything. */
    private static Trust trust(String gateway) {
        return SAMPLES.stream()
                .filter(sample -> sample.gateway().equals(gateway))
                .filter(sample -> sample.expected().path("verdict").asText().equals("authentic"))
                .max((one, other) -> Integer.compare(weight(one), weight(other)))
                .orElseThrow()
                .trust();
    }

    private static int weight(Sample sample) {
        return sample.secrets().values().size() * 10 + sample.settings().size();
    }
}
