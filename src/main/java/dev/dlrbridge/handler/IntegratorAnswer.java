package dev.dlrbridge.handler;

import dev.dlrbridge.gateway.FieldText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What the integrator's program says to a requested message; anything may stand there. */
sealed interface IntegratorAnswer {
    int MOST_IDS = 100;

    /** Nothing of use, which is what most programs answer. */
    record Plain() implements IntegratorAnswer {}

    /** A JSON object that has our words, and not as they should be. */
    record Unreadable() implements IntegratorAnswer {}

    /** The gateway's ids of the message, one for each part or try. */
    record Sent(List<String> gatewayIds) implements IntegratorAnswer {}

    /** The gateway, or the integrator himself, does not send it; both may be null. */
    record Failed(String errorCode, String errorText) implements IntegratorAnswer {}

    static IntegratorAnswer of(byte[] answer) {
        try {
            return of(new JsonObject(Buffer.buffer(answer)));
        } catch (DecodeException | ClassCastException noObject) {
            return new Plain();
        }
    }

    private static IntegratorAnswer of(JsonObject answer) {
        Object status = answer.getValue("status");
        if ("failed".equals(status)) {
            return new Failed(text(answer, "errorCode"), text(answer, "errorText"));
        }
        if (answer.containsKey("gatewayIds")) {
            return answer.getValue("gatewayIds") instanceof JsonArray ids ? sent(ids.getList()) : new Unreadable();
        }
        return answer.containsKey("gatewayId") ? sent(List.of(orBlank(answer.getValue("gatewayId")))) : new Plain();
    }

    private static IntegratorAnswer sent(List<?> values) {
        List<String> ids = new ArrayList<>();
        for (Object value : values) {
            String id = value instanceof String
                            || value instanceof Integer
                            || value instanceof Long
                            || value instanceof BigInteger
                    ? FieldText.identifier(value.toString())
                    : null;
            if (id == null || ids.size() == MOST_IDS) {
                return new Unreadable();
            }
            ids.add(id);
        }
        return ids.isEmpty() ? new Unreadable() : new Sent(ids);
    }

    private static Object orBlank(Object value) {
        return value == null ? "" : value;
    }

    private static String text(JsonObject answer, String name) {
        Object value = answer.getValue(name);
        return value instanceof String || value instanceof Number ? FieldText.clean(value.toString()) : null;
    }
}
