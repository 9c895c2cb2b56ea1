package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Portals of one application, each with so many channels of Kannel, made by the administration API. */
record ManyPortals(BenchmarkedBridge bridge, int channels) {

    /** @return all new channels */
    List<Channel> create(int from, int to) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Channel>>> portals = new ArrayList<>();
            for (int number = from; number < to; number++) {
                String path = "/applications/app.bench/portals/%032x".formatted(number);
                portals.add(workers.submit(() -> create(path)));
            }
            List<Channel> created = new ArrayList<>();
            for (Future<List<Channel>> portal : portals) {
                created.addAll(portal.get());
            }
            return created;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Channel> create(String path) throws IOException, InterruptedException {
        bridge.api("PUT", path + "?verify=false", BenchmarkedBridge.portalRequest());
        List<Channel> created = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            JsonObject request = new JsonObject().put("gateway", "kannel").put("senderCode", "bench" + channel);
            JsonObject answer = bridge.api("POST", path + "/channels", request);
            created.add(new Channel(answer.getString("id"), URI.create(answer.getString("callbackUrl"))));
        }
        return created;
    }

    record Channel(String id, URI callback) {}
}
