package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Proxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** However an address of administration is written, nobody gets an answer without a token: on no port, through no proxy. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PathSpellingsTest {
    private static final long SEED = Long.getLong("spellings.seed", 28_11_2026L);
    private static final int SPELLINGS = Integer.getInteger("spellings", 20_000);

    @Test
    void shouldLetNobodyInOnTheOutsidePort() throws IOException {
        assertNobodyGetsIn(Bridge.outside("").getPort());
    }

    @Test
    void shouldLetNobodyInOnTheInsidePort() throws IOException {
        assertNobodyGetsIn(Bridge.inside("").getPort());
    }

    @Test
    void shouldLetNobodyInThroughNginx() throws IOException {
        try (Proxy proxy = Proxy.nginx().orElse(null)) {
            if (proxy != null) {
                assertNobodyGetsIn(proxy.port());
            }
        }
    }

    @Test
    void shouldLetNobodyInThroughHaproxy() throws IOException {
        try (Proxy proxy = Proxy.haproxy().orElse(null)) {
            if (proxy != null) {
                assertNobodyGetsIn(proxy.port());
            }
        }
    }

    private static void assertNobodyGetsIn(int port) throws IOException {
        // given
        Random random = new Random(SEED);
        List<PathSpelling> letIn = new ArrayList<>();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();

        // when
        try (RawClient client = new RawClient(port)) {
            for (int i = 0; i < SPELLINGS; i++) {
                PathSpelling spelling = PathSpelling.random(random);
                int status = client.send(spelling.method(), spelling.target());
                statuses.merge(status, 1, Integer::sum);
                if (status / 100 == 2) {
                    letIn.add(spelling);
                }
            }
        }

        // then
        assertThat(letIn).as("seed %d, %s", SEED, statuses).isEmpty();
        assertThat(statuses.keySet()).as("%s", statuses).noneMatch(status -> status >= 500 && status != 501);
        assertThat(statuses.getOrDefault(404, 0) + statuses.getOrDefault(401, 0))
                .as("requests understood: %s", statuses)
                .isPositive();
        System.out.printf("%d spellings on port %d: %s%n", SPELLINGS, port, statuses);
    }
}
