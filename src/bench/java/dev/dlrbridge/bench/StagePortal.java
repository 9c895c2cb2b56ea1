package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A portal of the sandbox that the bridge knows. */
record StagePortal(String memberId, URI callback, SandboxProcess sandbox) {
    private static final String ALL = "/messages?limit=1000000";

    int messages() throws IOException, InterruptedException {
        return sandbox.call("GET", "portals/" + memberId, "").getInteger("messages");
    }

    /** When the first status of each message arrived there. */
    Map<String, Instant> arrivals() throws IOException, InterruptedException {
        Map<String, Instant> arrivals = new HashMap<>();
        for (Object item : sandbox.call("GET", "portals/" + memberId + ALL, "").getJsonArray("items")) {
            JsonObject message = (JsonObject) item;
            if (!message.getJsonArray("history").isEmpty()) {
                JsonObject first = message.getJsonArray("history").getJsonObject(0);
                arrivals.put(message.getString("id"), Instant.parse(first.getString("at")));
            }
        }
        return arrivals;
    }

    long operatingHits() throws IOException, InterruptedException {
        return sandbox.call("GET", "portals/" + memberId + "/statistics", "").getLong("operatingHits");
    }
}
