package dev.dlrbridge.tenant.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.net.OutsideConfig;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.call.PortalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has a portal tell of an application's end, updates and payments. An update of the application undoes it.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/events/event-bind.html">event.bind</a>
 */
@ApplicationScoped
class EventBindings {
    private static final List<String> EVENTS = List.of("ONAPPUNINSTALL", "ONAPPUPDATE", "ONAPPPAYMENT");
    /** Bound before, or, on portals without a market of applications, an event that never happens. */
    private static final Set<String> HARMLESS =
            Set.of("ERROR_EVENT_BINDING_EXISTS", "ERROR_HANDLER_ALREADY_EXIST", "ERROR_EVENT_NOT_FOUND");

    private final PortalCalls portals;
    private final String base;

    EventBindings(PortalCalls portals, OutsideConfig config) {
        this.portals = portals;
        this.base = config.publicUrl().toString().replaceAll("/+$", "");
    }

    /** True if all are bound now; one request, which may be repeated. */
    Uni<Boolean> bind(Portal portal) {
        return portals.call(portal, "batch", Map.of("halt", 0, "cmd", commands(portal)))
                .map(result -> result.good()
                        .filter(batch -> EVENTS.stream().allMatch(event -> isBound(batch, event)))
                        .isPresent());
    }

    /**
     * Which of them are not bound.
     *
     * @param bound what <a href="https://apidocs.bitrix24.com/api-reference/events/event-get.html">event.get</a> has said; what
     *     is no list says nothing
     */
    List<String> missing(Portal portal, JsonNode bound) {
        if (!bound.isContainerNode()) {
            return List.of();
        }
        Set<String> events = new HashSet<>();
        bound.forEach(binding -> {
            if (binding.path("handler").asText().equals(handler(portal))) {
                events.add(binding.path("event").asText().toUpperCase(Locale.ROOT));
            }
        });
        return EVENTS.stream().filter(event -> !events.contains(event)).toList();
    }

    private String handler(Portal portal) {
        return base + "/bitrix24/events/" + portal.clientId();
    }

    private Map<String, String> commands(Portal portal) {
        String handler = handler(portal);
        String encoded = URLEncoder.encode(handler, StandardCharsets.UTF_8);
        return EVENTS.stream()
                .collect(
                        Collectors.toMap(event -> event, event -> "event.bind?event=" + event + "&handler=" + encoded));
    }

    private static boolean isBound(JsonNode batch, String event) {
        JsonNode error = batch.path("result_error").path(event);
        return batch.path("result").path(event).asBoolean()
                || HARMLESS.contains(error.path("error").asText())
                || isHarmless(error.path("error_description").asText());
    }

    /** Older portals say so in words only. */
    private static boolean isHarmless(String description) {
        return description.toLowerCase(Locale.ROOT).contains("already binded");
    }
}
