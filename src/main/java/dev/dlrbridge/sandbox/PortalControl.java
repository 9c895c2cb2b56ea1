package dev.dlrbridge.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.event.AppEvent;
import dev.dlrbridge.sandbox.event.OpenedPage;
import dev.dlrbridge.sandbox.event.SmsRequest;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageView;
import dev.dlrbridge.sandbox.portal.Portal;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The part of the control API under {@code /sandbox/portals/{memberId}/}. */
final class PortalControl {
    private static final int DEFAULT_LIMIT = 1_000;

    private final Sandbox sandbox;

    PortalControl(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void route(Portal portal, ControlCall call) throws IOException {
        var segments = call.segments();
        switch (segments[2] + "/" + segments.length) {
            case "messages/3" -> messages(portal, call);
            case "messages/4" -> message(portal, segments[3], call);
            case "faults/3" -> faults(portal, call);
            case "statistics/3" -> call.answer("GET", portal::statistics);
            case "expire-tokens/3" -> call.answer("POST", () -> expire(portal, call));
            case "install/3" -> call.answer("POST", () -> install(portal, call));
            case "operating-time/3" -> call.answer("PUT", () -> use(portal, call));
            case "sms/3" -> later(call, () -> sandbox.callbacks().send(portal, call.read(SmsRequest.class)));
            case "events/3" -> later(call, () -> answers(raise(portal, call)));
            case "pages/3" -> later(call, () -> answers(sandbox.callbacks().open(portal, call.read(OpenedPage.class))));
            default -> throw new NoSuchElementException();
        }
    }

    private static void message(Portal portal, String id, ControlCall call) throws IOException {
        switch (call.method()) {
            case "PUT" -> portal.messages().create(call.read(MessageSettings.class, "id", id));
            case "DELETE" -> {
                if (!portal.messages().remove(id)) {
                    throw new NoSuchElementException();
                }
                call.answer(204, null);
                return;
            }
            default -> {}
        }
        call.answer(200, portal.messages().find(id).orElseThrow());
    }

    private static void messages(Portal portal, ControlCall call) {
        if ("lines".equals(call.request().getParam("format"))) {
            new MessageLines(portal.messages(), call.request().response()).send();
            return;
        }
        var limit = call.request().getParam("limit");
        var items = new ArrayList<MessageView>();
        var ids = portal.messages().ids();
        while (ids.hasNext() && items.size() < (limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit))) {
            portal.messages().find(ids.next()).ifPresent(items::add);
        }
        call.answer(200, Map.of("total", portal.messages().size(), "items", items));
    }

    private static void faults(Portal portal, ControlCall call) throws IOException {
        switch (call.method()) {
            case "PUT" -> portal.faults().set(call.readAll(new TypeReference<List<Fault>>() {}));
            case "DELETE" -> portal.faults().clear();
            default -> {}
        }
        call.answer(200, portal.faults().list());
    }

    private static Object expire(Portal portal, ControlCall call) throws IOException {
        var body = call.object();
        if (body.path("access").asBoolean(true)) {
            portal.expireAccessTokens();
        }
        if (body.path("refresh").asBoolean(false)) {
            portal.expireRefreshTokens();
        }
        return null;
    }

    private Future<List<Integer>> raise(Portal portal, ControlCall call) throws IOException {
        var event = call.read(AppEvent.class);
        if (event.url() == null) {
            throw new IllegalArgumentException("An event needs its name and a url");
        }
        return sandbox.callbacks().raise(portal, event);
    }

    private Object install(Portal portal, ControlCall call) throws IOException {
        var body = call.object();
        var clientId = body.path("clientId").asText(portal.settings().clientId());
        var userId = body.path("userId").asInt(portal.settings().userId());
        sandbox.oauth().application(clientId).orElseThrow();
        return ControlApi.installed(portal, portal.install(clientId, userId));
    }

    private static Object use(Portal portal, ControlCall call) throws IOException {
        var body = call.object();
        if (!body.path("seconds").isNumber() || !body.path("method").isTextual()) {
            throw new IllegalArgumentException("method and seconds are expected");
        }
        portal.useOperatingTime(
                body.path("method").asText(), body.path("seconds").asDouble());
        return null;
    }

    static Future<Map<String, Object>> answers(Future<List<Integer>> statuses) {
        return statuses.map(list -> Map.of("answers", list));
    }

    interface Later {
        Future<?> run() throws IOException;
    }

    static void later(ControlCall call, Later action) throws IOException {
        if (call.method().equals("POST")) {
            call.answerLater(action.run());
        } else {
            call.answer(405, null);
        }
    }
}
