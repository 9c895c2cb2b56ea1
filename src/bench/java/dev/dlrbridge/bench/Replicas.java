package dev.dlrbridge.bench;

import dev.dlrbridge.system.AdminClient;
import dev.dlrbridge.system.BridgeProcess;
import dev.dlrbridge.system.OwnServer;
import dev.dlrbridge.system.Workplace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One, two and three replicas on one database, all sharing this machine: what they journal together. */
final class Replicas {
    private static final int MOST = 3;
    private static final int CONNECTIONS = 96;
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ROUND = Duration.ofSeconds(5);

    private Replicas() {}

    static void run(Path directory) throws Exception {
        Path workplace = Workplace.fresh("bench-replicas");
        Figures figures =
                new Figures("replicas", "replicas on one database, %d connections in all".formatted(CONNECTIONS));
        List<BridgeProcess> replicas = new ArrayList<>();
        try (OwnServer database = new OwnServer(workplace.resolve("database"))) {
            database.start();
            Map<String, String> settings = database.settings();
            settings.put("dlrbridge.forwarding.enabled", "false");
            settings.put("dlrbridge.limits.channel-reports-per-second", "10000000");
            settings.put("dlrbridge.limits.portal-reports-per-second", "10000000");
            settings.put("dlrbridge.limits.channel-backlog", "1000000000");
            settings.put("dlrbridge.limits.portal-backlog", "1000000000");
            URI callback = null;
            double one = 0;
            for (int number = 1; number <= MOST; number++) {
                BridgeProcess replica = new BridgeProcess(workplace, settings, List.of("-Xmx384m"));
                replicas.add(replica);
                replica.startUntilReady();
                callback = callback == null ? channel(replica) : callback;
                double rate = rate(replicas, callback.getPath());
                one = one == 0 ? rate : one;
                figures.add(
                        number + (number == 1 ? " replica" : " replicas"),
                        rate,
                        "reports/s",
                        "1 replica",
                        rate / one,
                        "");
            }
            figures.write(directory);
        } finally {
            replicas.forEach(BridgeProcess::close);
        }
    }

    private static URI channel(BridgeProcess replica) throws Exception {
        AdminClient admin = new AdminClient(replica::address, OwnServer.ADMIN_TOKEN);
        admin.register("app.bench", "bench");
        return admin.register("app.bench", "0123456789abcdef", BenchmarkedBridge.portalRequest());
    }

    private static double rate(List<BridgeProcess> replicas, String path) throws Exception {
        together(replicas, path, WARM_UP);
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(together(replicas, path, ROUND));
        }
        return Statistics.median(rates);
    }

    private static double together(List<BridgeProcess> replicas, String path, Duration time) throws Exception {
        ExecutorService loads = Executors.newFixedThreadPool(replicas.size());
        try {
            List<Callable<Double>> runs = new ArrayList<>();
            for (BridgeProcess replica : replicas) {
                URI callback = replica.address(path);
                Load load = new Load(callback, Requests.kannel(callback, ""));
                runs.add(() -> load.run(CONNECTIONS / replicas.size(), time));
            }
            double sum = 0;
            for (Future<Double> run : loads.invokeAll(runs)) {
                sum += run.get();
            }
            return sum;
        } finally {
            loads.shutdownNow();
        }
    }
}
