package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.event.AppEvent;
import dev.dlrbridge.sandbox.event.OpenedFrame;
import dev.dlrbridge.sandbox.event.OpenedPage;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.rest.Senders;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a portal's control API that its page needs: applications, their pages in frames, and what came of them. */
final class FrameControl {
    private final Sandbox sandbox;

    FrameControl(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Whether the call was one of these. */
    boolean route(Portal portal, ControlCall call) throws IOException {
        var segments = call.segments();
        switch (segments[2] + "/" + segments.length) {
            case "applications/3" -> call.answer("GET", () -> applications(portal));
            case "frames/3" -> call.answer("POST", () -> frame(portal, call));
            case "install-finish/3" -> call.answer("POST", () -> finish(portal, call));
            case "app-events/3" -> PortalControl.later(call, () -> tell(portal, call));
            case "notifications/3" -> call.answer("GET", portal.notifications::list);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Without its secret. */
    static Map<String, Object> view(Application application) {
        var view = new LinkedHashMap<String, Object>();
        view.put("clientId", application.clientId());
        view.put("title", application.title());
        view.put("installerUrl", application.installerUrl());
        view.put("pageUrl", application.pageUrl());
        view.put("eventsUrl", application.eventsUrl());
        return view;
    }

    private List<Map<String, Object>> applications(Portal portal) {
        return sandbox.oauth().applications().stream()
                .map(application -> onPortal(portal, application))
                .toList();
    }

    private static Map<String, Object> onPortal(Portal portal, Application application) {
        var view = view(application);
        view.put("finished", portal.finished.contains(application.clientId()));
        view.put("senders", Senders.codes(portal, application.clientId()));
        return view;
    }

    /** A page that is opened in a frame; the installer's installs the application, until its page has finished that. */
    private OpenedFrame frame(Portal portal, ControlCall call) throws IOException {
        var body = call.object();
        var application = application(portal, call);
        var installs = body.path("installer").asBoolean(false);
        var url = installs ? application.installerUrl() : application.pageUrl();
        if (url == null) {
            throw new IllegalStateException("The application has no such page");
        }
        if (installs) {
            portal.setInstalled(true);
        } else if (application.installerUrl() == null) {
            portal.finished.add(application.clientId());
        }
        var userId = body.path("userId").asInt(portal.settings().userId());
        return sandbox.callbacks().frame(portal, new OpenedPage(url, userId, true, application.clientId()));
    }

    private Object finish(Portal portal, ControlCall call) throws IOException {
        var application = application(portal, call);
        if (portal.finished.add(application.clientId())) {
            sandbox.callbacks().raise(portal, AppEvent.of(AppEvent.Kind.ONAPPINSTALL, null, application.clientId()));
        }
        return null;
    }

    /** The event goes where the application is told of such: the first of all where its registration says. */
    private Future<Map<String, Object>> tell(Portal portal, ControlCall call) throws IOException {
        var event = call.read(AppEvent.class);
        var application = application(portal, call);
        var isCallback = event.event() == AppEvent.Kind.ONAPPINSTALL && application.eventsUrl() != null;
        if (isCallback) {
            portal.finished.add(application.clientId());
        }
        return PortalControl.answers(
                sandbox.callbacks().raise(portal, isCallback ? event.to(application.eventsUrl()) : event));
    }

    private Application application(Portal portal, ControlCall call) throws IOException {
        var clientId = call.object().path("clientId").asText(portal.settings().clientId());
        return sandbox.oauth().application(clientId).orElseThrow();
    }
}
