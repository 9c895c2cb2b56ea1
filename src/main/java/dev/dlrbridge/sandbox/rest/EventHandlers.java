package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import java.util.Locale;
import java.util.Set;

/**
 * {@code event.bind}; an update of the application or its end forgets what was bound.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/events/event-bind.html">Documentation</a>
 */
final class EventHandlers {
    private static final Set<String> EVENTS = Set.of("ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPPAYMENT");

    private EventHandlers() {}

    static Object bind(RestCall call) throws RestError {
        call.requireApplication();
        var event = call.parameters().text("EVENT").toUpperCase(Locale.ROOT);
        var handler = call.parameters().text("HANDLER");
        if (!EVENTS.contains(event)) {
            throw new RestError("ERROR_EVENT_NOT_FOUND", "Event not found", 400);
        }
        Senders.checkHandler(handler);
        if (!call.portal().eventHandlers.add(call.access().clientId() + '\0' + event + ' ' + handler)) {
            var text = "Unable to set event handler: Handler already binded";
            throw new RestError("ERROR_EVENT_BINDING_EXISTS", text, 400);
        }
        return true;
    }
}
