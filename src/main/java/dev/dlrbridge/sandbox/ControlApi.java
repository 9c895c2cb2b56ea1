package dev.dlrbridge.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.portal.TokenPair;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** The control API under {@code /sandbox/}; see docs/sandbox.md. */
final class ControlApi {
    private final Sandbox sandbox;
    private final PortalControl ofPortal;

    ControlApi(Sandbox sandbox) {
        this.sandbox = sandbox;
        ofPortal = new PortalControl(sandbox);
    }

    void handle(HttpServerRequest request, Buffer body) {
        var segments = request.path().substring("/sandbox/".length()).split("/");
        var call = new ControlCall(request, body, segments);
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

    private void route(ControlCall call) throws IOException {
        var segments = call.segments();
        switch (segments[0] + "/" + segments.length) {
            case "statistics/1" -> call.answer("GET", sandbox::statistics);
            case "reset/1" ->
                call.answer("POST", () -> {
                    sandbox.reset();
                    return null;
                });
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
                ofPortal.route(sandbox.portal(segments[1]), call);
            }
        }
    }

    private void portal(ControlCall call) throws IOException {
        var memberId = call.segments()[1];
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

    private void putPortal(ControlCall call) throws IOException {
        var settings = call.read(PortalSettings.class, "memberId", call.segments()[1]);
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
