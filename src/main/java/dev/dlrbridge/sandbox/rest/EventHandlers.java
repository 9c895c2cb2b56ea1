package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code event.bind}, {@code .unbind} and {@code .get}; an update of the application or its end forgets what was bound.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/events/index.html">Documentation</a>
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

    /** Takes away the one handler, or all of the event's where none is named; how many there were. */
    static Object unbind(RestCall call) throws RestError {
        call.requireApplication();
        var event = call.parameters().text("EVENT").toUpperCase(Locale.ROOT);
        if (event.isEmpty()) {
            throw new RestError("ERROR_ARGUMENT", "Argument 'EVENT' is null or empty", 400);
        }
        var beginning = call.access().clientId() + '\0' + event + ' ';
        var handler = call.parameters().text("HANDLER");
        var before = call.portal().eventHandlers.size();
        call.portal()
                .eventHandlers
                .removeIf(bound ->
                        bound.startsWith(beginning) && (handler.isEmpty() || bound.equals(beginning + handler)));
        return Map.of("count", before - call.portal().eventHandlers.size());
    }

    static Object get(RestCall call) throws RestError {
        call.requireApplication();
        var bindings = new LinkedHashMap<String, Object>();
        for (var bound : call.portal().eventHandlers(call.access().clientId())) {
            var binding = new LinkedHashMap<String, Object>();
            binding.put("event", bound.substring(0, bound.indexOf(' ')));
            binding.put("handler", bound.substring(bound.indexOf(' ') + 1));
            binding.put("auth_type", "0");
            binding.put("offline", 0);
            bindings.put(Integer.toString(bindings.size()), binding);
        }
        return bindings;
    }
}
