package dev.dlrbridge.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.portal.TokenPair;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The control API under {@code /sandbox/}; see docs/sandbox.md. */
final class ControlApi {
    private final Sandbox sandbox;
    private final PortalControl ofPortal;
    private final FrameControl ofFrames;

    ControlApi(Sandbox sandbox) {
        this.sandbox = sandbox;
        ofPortal = new PortalControl(sandbox);
        ofFrames = new FrameControl(sandbox);
    }

    void handle(HttpServerRequest request, Buffer body) {
        var segments = request.path().substring("/sandbox/".length()).split("/");
        var call = new ControlCall(request, body, segments);
        if (isForeign(request)) {
            call.answer(403, Map.of("error", "not for pages of elsewhere"));
            return;
        }
        try {
            route(call);
        } catch (NoSuchElementException e) {
            call.answer(404, Map.of("error", "not found"));
        } catch (IllegalStateException e) {
            call.refuse(409, e);
        } catch (IllegalArgumentException | IOException e) {
            call.refuse(400, e);
        }
    }

    /** A page of any site may have a browser ask what it likes of this machine; the sandbox's own ones are served with it. */
    private static boolean isForeign(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private void route(ControlCall call) throws IOException {
        var segments = call.segments();
        switch (segments[0] + "/" + segments.length) {
            case "statistics/1" -> call.answer("GET", sandbox::statistics);
            case "reset/1" ->
                call.answer("POST", () -> {
                    sandbox.reset();
                    return null;
                });
            case "requests/1" -> call.answer("GET", () -> requests(call));
            case "faults/1" -> call.answer("GET", FaultKind::values);
            case "applications/1" -> call.answer("GET", this::applications);
            case "portals/1" ->
                call.answer(
                        "GET",
                        () -> sandbox.portals().all().stream()
                                .map(ControlApi::view)
                                .toList());
            case "applications/2" ->
                call.answer("PUT", () -> {
                    sandbox.putApplication(call.read(Application.class, "clientId", segments[1]));
                    return null;
                });
            case "portals/2" -> portal(call);
            default -> {
                if (!segments[0].equals("portals") || segments.length < 3) {
                    throw new NoSuchElementException();
                }
                var portal = sandbox.portal(segments[1]);
                if (!ofFrames.route(portal, call)) {
                    ofPortal.route(portal, call);
                }
            }
        }
    }

    private void portal(ControlCall call) throws IOException {
        var memberId = call.segments()[1];
        switch (call.method()) {
            case "PUT" -> putPortal(call);
            case "GET" -> {
                var view = view(sandbox.portal(memberId));
                view.put("sandbox", sandbox.controlUrl().resolve("/"));
                call.answer(200, view);
            }
            case "PATCH" -> changePortal(sandbox.portal(memberId), call);
            case "DELETE" -> {
                if (!sandbox.removePortal(memberId)) {
                    throw new NoSuchElementException();
                }
                call.answer(204, null);
            }
            default -> call.answer(405, null);
        }
    }

    /** Tokens, messages and all else are as they were. */
    private void changePortal(Portal portal, ControlCall call) throws IOException {
        var changes =
                ControlCall.MAPPER.convertValue(call.object(), new TypeReference<LinkedHashMap<String, Object>>() {});
        changes.put("memberId", portal.memberId());
        changes.putIfAbsent("installed", portal.isInstalled());
        changes.putIfAbsent("paid", portal.isPaid());
        call.answerLater(sandbox.putPortal(portal.settings().with(changes)).map(ControlApi::view));
    }

    private Map<String, Object> requests(ControlCall call) {
        var after = call.request().getParam("after");
        var number = sandbox.log().number();
        var items = sandbox.log()
                .after(after == null ? 0 : Long.parseLong(after), call.request().getParam("portal"));
        return Map.of("last", number, "items", items);
    }

    private List<Map<String, Object>> applications() {
        return sandbox.oauth().applications().stream().map(FrameControl::view).toList();
    }

    private void putPortal(ControlCall call) throws IOException {
        var body = call.object().put("memberId", call.segments()[1]);
        if (!body.has("clientSecret")) {
            sandbox.oauth()
                    .application(body.path("clientId").asText())
                    .ifPresent(application -> body.put("clientSecret", application.clientSecret()));
        }
        var settings = ControlCall.MAPPER.treeToValue(body, PortalSettings.class);
        sandbox.putPortal(settings)
                .onSuccess(portal -> call.answer(200, installed(portal, portal.install())))
                .onFailure(failure -> call.answer(400, Map.of("error", "cannot listen on this address")));
    }

    static Map<String, Object> installed(Portal portal, TokenPair tokens) {
        var view = view(portal);
        view.put("accessToken", tokens.accessToken());
        view.put("refreshToken", tokens.refreshToken());
        view.put("expiresAt", tokens.expiresAt());
        view.put("applicationToken", tokens.applicationToken());
        return view;
    }

    private static Map<String, Object> view(Portal portal) {
        Map<String, Object> view = ControlCall.MAPPER.convertValue(
                portal.settings(), new TypeReference<LinkedHashMap<String, Object>>() {});
        view.remove("clientSecret");
        view.put("installed", portal.isInstalled());
        view.put("paid", portal.isPaid());
        view.put("clientEndpoint", portal.clientEndpoint());
        view.put("webhookEndpoint", portal.webhookEndpoint());
        view.put("messages", portal.messages().size());
        return view;
    }
}
