package dev.dlrbridge.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One portal of the ordinary plan, and a burst of messages that are each sent and delivered within a second, of which the portal
 * says "sent" by itself a little later: which part of its calls goes to saying final statuses a second time while others wait to
 * be said once, and whether each is shown in the end.
 */
final class Confirmations {
    private static final int MESSAGES = 10_000;
    private static final int PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** From the making of the first message at the portal to the first report. */
    private static final Duration PREPARATION = Duration.ofSeconds(15);

    /** From a message's first report to the portal's own "sent". */
    private static final Duration LATE = Duration.ofSeconds(4);

    private Confirmations() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("confirmations")) {
            StagePortal portal = stage.portals("burst", 1, new JsonObject()).get(0);
            List<String> ids = Requests.messageIds(MESSAGES);
            prepare(portal, ids);
            long begun = System.nanoTime();
            new OpenLoad(
                            portal.callback(),
                            Requests.kannelTwice(List.of(portal.callback()), PER_SECOND / 2, ids.iterator()))
                    .run(PER_SECOND, Duration.ofSeconds(2L * MESSAGES / PER_SECOND));
            while (stage.waiting() > 0) {
                pause(begun, "not all statuses were said once");
            }
            JsonObject statistics = stage.sandbox().call("GET", "statistics", "");
            Figures figures = new Figures(
                    "confirmations", "one portal, 2/s and 50, %,d messages sent and delivered".formatted(MESSAGES));
            figures.add("all said once", (System.nanoTime() - begun) / 1e9, "s");
            figures.add("calls", statistics.getLong("requests"), "");
            figures.add("statuses", statistics.getLong("commands"), "");
            figures.atMost(
                    "confirmations / statuses",
                    stage.confirmations() / (double) statistics.getLong("commands"),
                    "",
                    0.05);
            while (portal.all().stream().anyMatch(message -> !isDelivered(message))) {
                pause(begun, "not all messages are shown as delivered");
            }
            figures.add("all shown", (System.nanoTime() - begun) / 1e9, "s");
            figures.add("of it overwritten by the portal", overwritten(portal), "");
            figures.add("confirmations in all", stage.confirmations(), "");
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }

    /** The messages are at the portal before their reports come. */
    private static void prepare(StagePortal portal, List<String> ids) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (int i = 0; i < ids.size(); i++) {
            Duration reported = PREPARATION.plusMillis(2_000L * i / PER_SECOND);
            portal.create(
                    ids.get(i),
                    reported.plus(LATE).minusNanos(System.nanoTime() - begun).toMillis());
        }
        TimeUnit.NANOSECONDS.sleep(PREPARATION.toNanos() - (System.nanoTime() - begun));
    }

    private static void pause(long begun, String ifTooLong) throws InterruptedException {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new IllegalStateException(ifTooLong + " after " + PATIENCE);
        }
        TimeUnit.MILLISECONDS.sleep(500);
    }

    private static boolean isDelivered(JsonObject message) {
        return "delivered".equals(message.getString("status"));
    }

    /** Those that were shown as sent after they had been shown as delivered. */
    private static long overwritten(StagePortal portal) throws IOException, InterruptedException {
        return portal.all().stream()
                .map(message -> message.getJsonArray("history"))
                .filter(Confirmations::goesBack)
                .count();
    }

    private static boolean goesBack(JsonArray history) {
        boolean delivered = false;
        for (Object entry : history) {
            String status = ((JsonObject) entry).getString("status");
            if (delivered && "sent".equals(status)) {
                return true;
            }
            delivered |= "delivered".equals(status);
        }
        return false;
    }
}
