package dev.dlrbridge.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a report costs as portals become many, and as messages are stored: checked, read and journalled. */
final class Growth {
    private static final int[] PORTALS = {10, 1_000, 10_000};
    private static final int[] MESSAGES = {10_000, 1_000_000, 10_000_000};
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(5);

    /** One delivered message each, of which nothing is left to do, with the report that said so. */
    private static final String STORE = """
            WITH made AS (
              SELECT c.portal_id, c.id AS channel_id, c.sender_code, md5(g::text) AS message_id
                FROM channel c
               CROSS JOIN generate_series(%d, %d) AS g
               WHERE c.id = '%s'),
            history AS (
              INSERT INTO report (portal_id, message_id, channel_id, gateway_id, raw_status, status)
              SELECT portal_id, message_id, channel_id, 'g', '1', 40 FROM made)
            INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, forwarded)
            SELECT portal_id, message_id, channel_id, sender_code, 40, 40 FROM made
            """;

    private final BenchmarkedBridge bridge;
    private final Figures figures =
            new Figures("growth", "cost of a report as portals and stored messages become many");

    private Growth(BenchmarkedBridge bridge) {
        this.bridge = bridge;
    }

    static void run(Path jar, Path directory) throws Exception {
        try (BenchmarkedBridge bridge = BenchmarkedBridge.start(jar)) {
            Growth growth = new Growth(bridge);
            growth.portals();
            growth.messages();
            growth.figures.write(directory);
        }
    }

    private void portals() throws IOException, InterruptedException {
        ManyPortals portals = new ManyPortals(bridge, 1);
        List<URI> callbacks = new ArrayList<>();
        double few = 0;
        for (int number : PORTALS) {
            portals.create(callbacks.size(), number).forEach(channel -> callbacks.add(channel.callback()));
            double rate = rate(callbacks, callbacks.size() == PORTALS[0] ? WARM_UP : ROUND);
            few = few == 0 ? rate : few;
            figures.add("%,d portals in turn".formatted(number), rate, "reports/s");
            figures.atMost("cost per report, %,d portals / %,d".formatted(number, PORTALS[0]), few / rate, "", 1.2);
        }
    }

    private void messages() throws IOException, InterruptedException, SQLException {
        URI callback = bridge.createChannel("kannel", Map.of());
        String channel = bridge.firstValue("SELECT id FROM channel ORDER BY created_at DESC LIMIT 1");
        double few = 0;
        int stored = 0;
        for (int number : MESSAGES) {
            bridge.execute(STORE.formatted(stored + 1, number, channel));
            bridge.execute("ANALYZE message");
            bridge.execute("CHECKPOINT");
            stored = number;
            double rate = rate(List.of(callback), ROUND);
            few = few == 0 ? rate : few;
            figures.add("%,d messages stored".formatted(number), rate, "reports/s");
            figures.atMost("cost per report, %,d messages / %,d".formatted(number, MESSAGES[0]), few / rate, "", 2);
        }
    }

    private static double rate(List<URI> callbacks, Duration warmUp) throws IOException {
        Load load = new Load(callbacks.get(0), Requests.kannelInTurn(callbacks, ""));
        load.run(CONNECTIONS, warmUp);
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(load.run(CONNECTIONS, ROUND));
        }
        return Statistics.median(rates);
    }
}
