package dev.dlrbridge.bench;

import dev.dlrbridge.bench.Isolation.Latency;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** One portal that never takes some of its messages, one and then 300: what the others notice. */
final class StubbornMessages {
    private static final int PER_SECOND = 20;
    private static final int REPORTS = 40 * PER_SECOND;
    private static final int MANY = 300;

    private StubbornMessages() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("stubborn")) {
            List<StagePortal> portal =
                    stage.portals("one", 1, new JsonObject().put("operating", new JsonObject().put("model", "off")));
            new SteadyReports().send(portal, PER_SECOND, REPORTS);
            Latency before = Latency.of(portal, portal, PER_SECOND, REPORTS);
            report(stage, portal.get(0), 1);
            Latency withOne = Latency.of(portal, portal, PER_SECOND, REPORTS);
            report(stage, portal.get(0), MANY);
            long commands = commands(stage);
            Latency withMany = Latency.of(portal, portal, PER_SECOND, REPORTS);
            double repeats = commands(stage) - commands - REPORTS;
            Figures figures = new Figures(
                    "stubborn",
                    "one portal, %d reports/s, and messages it refuses for ever with 1048582".formatted(PER_SECOND));
            before.note(figures, "all well");
            withOne.note(figures, "one stubborn");
            withMany.note(figures, MANY + " stubborn");
            figures.atMost("one stubborn: growth of the others' median", withOne.median() / before.median(), "", 1.2);
            figures.atMost("one stubborn: growth of the others' 99 %", withOne.late() / before.late(), "", 1.2);
            figures.atMost(
                    "%d: growth of the others' median".formatted(MANY), withMany.median() / before.median(), "", 1.2);
            figures.atMost("%d: growth of the others' 99 %%".formatted(MANY), withMany.late() / before.late(), "", 1.2);
            figures.add(
                    "%d: their part of the first minute's commands".formatted(MANY), repeats / (repeats + REPORTS), "");
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }

    private static long commands(Stage stage) throws Exception {
        return stage.sandbox().call("GET", "statistics", "").getLong("commands");
    }

    private static void report(Stage stage, StagePortal portal, int number) throws Exception {
        List<String> ids = Stream.generate(() -> UUID.randomUUID().toString().replace("-", ""))
                .limit(number)
                .toList();
        stage.sandbox()
                .fault(
                        portal.memberId(),
                        new JsonObject()
                                .put("kind", "command-error")
                                .put("error", "1048582")
                                .put("messages", new JsonArray(ids)));
        HttpClient http = HttpClient.newHttpClient();
        for (String id : ids) {
            http.send(
                    HttpRequest.newBuilder(URI.create(portal.callback() + "?ref=" + id + "&type=1"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
