package dev.dlrbridge.intake.live;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.trace.Masked;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that arrived at a channel; numbers in it are masked.
 *
 * @param outcome what became of it
 * @param messageId of the message that it is about; empty where that is not known
 * @param gatewayId the gateway's own id; empty where there is none
 * @param word the gateway's word for the status; empty where there is none
 * @param status what the word was read as; empty when it is not understood
 * @param reason why it was refused or kept in quarantine; empty where it was not
 */
public record Arrival(
        UUID channelId,
        Instant at,
        Outcome outcome,
        String messageId,
        String gatewayId,
        String word,
        String status,
        String reason) {
    /** What became of what arrived. */
    public enum Outcome {
        ACCEPTED,
        QUARANTINED,
        REFUSED
    }

    public static Arrival report(UUID channelId, Instant at, String messageId, Report report) {
        return of(channelId, at, Outcome.ACCEPTED, messageId, report, "");
    }

    /** A report whose word nobody knows. */
    public static Arrival unknown(UUID channelId, Instant at, String messageId, Report report, String reason) {
        return of(channelId, at, Outcome.QUARANTINED, messageId, report, reason);
    }

    public static Arrival quarantined(UUID channelId, Instant at, String reason) {
        return new Arrival(channelId, at, Outcome.QUARANTINED, "", "", "", "", reason);
    }

    public static Arrival refused(UUID channelId, Instant at, String reason) {
        return new Arrival(channelId, at, Outcome.REFUSED, "", "", "", "", reason);
    }

    private static Arrival of(
            UUID channelId, Instant at, Outcome outcome, String messageId, Report report, String reason) {
        String status = report.status() == null ? "" : report.status().word();
        return new Arrival(
                channelId,
                at,
                outcome,
                text(messageId),
                text(report.gatewayId()),
                text(report.rawStatus()),
                status,
                reason);
    }

    JsonObject json() {
        return new JsonObject()
                .put("channelId", channelId.toString())
                .put("at", at.toString())
                .put("outcome", outcome.name())
                .put("messageId", messageId)
                .put("gatewayId", gatewayId)
                .put("word", word)
                .put("status", status)
                .put("reason", reason);
    }

    static Arrival of(JsonObject json) {
        return new Arrival(
                UUID.fromString(json.getString("channelId")),
                Instant.parse(json.getString("at")),
                Outcome.valueOf(json.getString("outcome")),
                json.getString("messageId"),
                json.getString("gatewayId"),
                json.getString("word"),
                json.getString("status"),
                json.getString("reason"));
    }

    private static String text(String value) {
        return value == null ? "" : Masked.kept(value);
    }
}
