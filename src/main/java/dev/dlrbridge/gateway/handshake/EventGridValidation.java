package dev.dlrbridge.gateway.handshake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Reply;

/**
 * Azure Event Grid wants the code that it sends back, see
 * <a href="https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema">endpoint
 * validation</a>.
 */
final class EventGridValidation implements Handshake {
    private static final String EVENT_TYPE = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private static final int LONGEST_CODE = 256;

    @Override
    public boolean statesNothing() {
        return false;
    }

    @Override
    public Reading read(Callback callback) {
        if (!"SubscriptionValidation".equalsIgnoreCase(callback.header("aeg-event-type"))) {
            return null;
        }
        JsonNode events = callback.json();
        JsonNode event = events == null ? null : events.path(0);
        if (event == null || !event.path("eventType").asText().equals(EVENT_TYPE)) {
            return null;
        }
        String code = event.path("data").path("validationCode").asText();
        return code.isEmpty() || code.length() > LONGEST_CODE ? null : new Reading.Challenge(answer(code));
    }

    private static Reply answer(String code) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("validationResponse", code)
                .toString();
        return new Reply(200, "application/json", body);
    }
}
