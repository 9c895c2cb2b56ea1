package dev.dlrbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The control API under {@code /sandbox/}; see docs/sandbox.md. */
final class ControlApi {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final int DEFAULT_LIMIT = 1_000;

    private final Sandbox sandbox;

    ControlApi(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void handle(HttpServerRequest request, Buffer body) {
        try {
            var segments = request.path().substring("/sandbox/".length()).split("/");
            route(new Call(request, body, segments));
        } catch (NoSuchElementException e) {
            answer(request, 404, Map.of("error", "not found"));
        } catch (IllegalArgumentException | IOException e) {
            answer(request, 400, Map.of("error", reason(e)));
        }
    }

    private void route(Call call) throws IOException {
        switch (call.segments[0] + "/" + call.segments.length) {
            case "statistics/1" -> call.answer("GET", sandbox::statistics);
            case "reset/1" -> call.answer("POST", () -> done(sandbox::reset));
            case "applications/2" -> call.answer("PUT", () -> putApplication(call));
            case "portals/2" -> portal(call);
            default -> {
                if (!call.segments[0].equals("portals") || call.segments.length < 3) {
                    throw new NoSuchElementException();
                }
                ofPortal(sandbox.portal(call.segments[1]), call);
            }
        }
    }

    private void portal(Call call) throws IOException {
        var memberId = call.segments[1];
        switch (call.method()) {
            case "PUT" -> putPortal(call);
            case "GET" -> call.answer(200, view(sandbox.portal(memberId)));
            case "DELETE" -> {
                if (!sandbox.removePortal(memberId)) {
                    throw new NoSuchElementException();
                }
                call.answer(204, null);
            }
            default -> call.answer(405, null);
        }
    }

    private void putPortal(Call call) throws IOException {
        var settings = call.read(PortalSettings.class, "memberId", call.segments[1]);
        Future<Portal> put = sandbox.putPortal(settings);
        put.onSuccess(portal -> call.answer(200, installed(portal, portal.install())))
                .onFailure(failure -> call.answer(400, Map.of("error", "cannot listen on this address")));
    }

    private void ofPortal(Portal portal, Call call) throws IOException {
        var messageId = call.segments.length == 4 ? call.segments[3] : null;
        switch (call.segments[2]) {
            case "messages" -> {
                if (messageId == null) {
                    messages(portal, call);
                } else {
                    message(portal, messageId, call);
                }
            }
            case "faults" -> faults(portal, call);
            case "statistics" -> call.answer("GET", portal::statistics);
            case "expire-tokens" -> call.answer("POST", () -> expire(portal, call));
            case "install" -> call.answer("POST", () -> install(portal, call));
            default -> throw new NoSuchElementException();
        }
    }

    private void message(Portal portal, String id, Call call) throws IOException {
        if (call.method().equals("PUT")) {
            portal.messages().create(call.read(MessageSettings.class, "id", id));
        }
        call.answer(200, portal.messages().find(id).orElseThrow());
    }

    private void messages(Portal portal, Call call) {
        if ("lines".equals(call.request.getParam("format"))) {
            new MessageLines(portal.messages(), call.request.response()).send();
            return;
        }
        var limit = call.request.getParam("limit");
        var items = new java.util.ArrayList<MessageView>();
        var ids = portal.messages().ids();
        while (ids.hasNext() && items.size() < (limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit))) {
            portal.messages().find(ids.next()).ifPresent(items::add);
        }
        call.answer(200, Map.of("total", portal.messages().size(), "items", items));
    }

    private void faults(Portal portal, Call call) throws IOException {
        switch (call.method()) {
            case "PUT" ->
                portal.faults().set(MAPPER.readValue(call.body.getBytes(), new TypeReference<List<Fault>>() {}));
            case "DELETE" -> portal.faults().clear();
            default -> {}
        }
        call.answer(200, portal.faults().list());
    }

    private Object expire(Portal portal, Call call) throws IOException {
        var body = call.object();
        if (body.path("access").asBoolean(true)) {
            portal.expireAccessTokens();
        }
        if (body.path("refresh").asBoolean(false)) {
            portal.expireRefreshTokens();
        }
        return null;
    }

    private Object install(Portal portal, Call call) throws IOException {
        var body = call.object();
        var clientId = body.path("clientId").asText(portal.settings().clientId());
        var userId = body.path("userId").asInt(portal.settings().userId());
        sandbox.oauth().application(clientId).orElseThrow();
        return installed(portal, portal.install(clientId, userId));
    }

    private Object putApplication(Call call) throws IOException {
        var application = call.read(Application.class, "clientId", call.segments[1]);
        sandbox.putApplication(application);
        return null;
    }

    private static Map<String, Object> installed(Portal portal, TokenPair tokens) {
        var view = view(portal);
        view.put("accessToken", tokens.accessToken());
        view.put("refreshToken", tokens.refreshToken());
        view.put("expiresAt", tokens.expiresAt());
        view.put("applicationToken", tokens.applicationToken());
        return view;
    }

    private static Map<String, Object> view(Portal portal) {
        Map<String, Object> view =
                MAPPER.convertValue(portal.settings(), new TypeReference<LinkedHashMap<String, Object>>() {});
        view.remove("clientSecret");
        view.put("clientEndpoint", portal.clientEndpoint());
        view.put("webhookEndpoint", portal.webhookEndpoint());
        view.put("messages", portal.messages().size());
        return view;
    }

    private static Object done(Runnable action) {
        action.run();
        return null;
    }

    // The reason a record gave, without Jackson's decoration and quotation of the source.
    private static String reason(Exception exception) {
        if (exception instanceof JsonMappingException mapping
                && mapping.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        return exception instanceof JsonProcessingException json ? json.getOriginalMessage() : exception.getMessage();
    }

    private static void answer(HttpServerRequest request, int status, Object value) {
        request.response().setStatusCode(status);
        if (value == null) {
            request.response().end();
            return;
        }
        try {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(MAPPER.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Action {
        Object run() throws IOException;
    }

    private record Call(HttpServerRequest request, Buffer body, String[] segments) {
        String method() {
            return request.method().name();
        }

        void answer(int status, Object value) {
            ControlApi.answer(request, status, value);
        }

        /** Answers 200 with the value, 204 without one, 405 to any other method. */
        void answer(String method, Action action) throws IOException {
            if (!method().equals(method)) {
                answer(405, null);
                return;
            }
            var value = action.run();
            answer(value == null ? 204 : 200, value);
        }

        ObjectNode object() throws IOException {
            var tree = body.length() == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body.getBytes());
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("A JSON object is expected");
        }

        <T> T read(Class<T> type, String key, String fromPath) throws IOException {
            return MAPPER.treeToValue(object().put(key, fromPath), type);
        }
    }
}
