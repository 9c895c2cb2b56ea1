package dev.dlrbridge.tenant;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be changed of a channel; never printed.
 *
 * @param given what the application's template gives the channel by this change; empty: by this one nothing
 */
public record ChannelValues(
        String senderCode,
        Map<String, List<String>> secrets,
        Map<String, Object> settings,
        String messageIdPattern,
        Optional<Given> given) {

    public ChannelValues(
            String senderCode,
            Map<String, List<String>> secrets,
            Map<String, Object> settings,
            String messageIdPattern) {
        this(senderCode, secrets, settings, messageIdPattern, Optional.empty());
    }

    @Override
    public String toString() {
        return "ChannelValues[senderCode=" + senderCode + "]";
    }

    /** What a template gave a channel: the channel's own is what differs from it. Secrets stay with the template. */
    public record Given(String senderCode, Map<String, Object> settings, String messageIdPattern) {
        String toJson() {
            return new JsonObject()
                    .put("senderCode", senderCode)
                    .put("settings", new JsonObject(Map.copyOf(settings)))
                    .put("messageIdPattern", messageIdPattern)
                    .encode();
        }

        static Optional<Given> ofJson(String text) {
            return Optional.ofNullable(text)
                    .map(JsonObject::new)
                    .map(json -> new Given(
                            json.getString("senderCode"),
                            json.getJsonObject("settings").getMap(),
                            json.getString("messageIdPattern")));
        }
    }
}
