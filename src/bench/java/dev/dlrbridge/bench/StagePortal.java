package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A portal of the sandbox that the bridge knows. */
record StagePortal(String memberId, URI callback, SandboxProcess sandbox) {
    private static final String ALL = "/messages?limit=1000000";

    int messages() throws IOException, InterruptedException {
        return sandbox.call("GET", "portals/" + memberId, "").getInteger("messages");
    }

    /** Makes a message of which the portal says after this time that it was sent, whatever it was told before. */
    void create(String messageId, long sentAfterMillis) throws IOException, InterruptedException {
        JsonObject settings = new JsonObject().put("status", "queued").put("sentAfterMs", sentAfterMillis);
        sandbox.call("PUT", "portals/" + memberId + "/messages/" + messageId, settings.encode());
    }

    /** Its messages, each with {@code status} and {@code history}. */
    List<JsonObject> all() throws IOException, InterruptedException {
        return sandbox.call("GET", "portals/" + memberId + ALL, "").getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** When the first status of each message arrived there. */
    Map<String, Instant> arrivals() throws IOException, InterruptedException {
        Map<String, Instant> arrivals = new HashMap<>();
        for (JsonObject message : all()) {
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
