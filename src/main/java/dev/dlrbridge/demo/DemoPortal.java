package dev.dlrbridge.demo;

import dev.dlrbridge.bitrix24.BitrixConfig;
import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.event.AppEvent;
import dev.dlrbridge.sandbox.portal.Messages;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.rest.Senders;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A portal of the sandbox that development runs in its own process; it forgets everything when it stops. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoPortal {
    static final String MEMBER_ID = "d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0";
    static final String CLIENT_ID = "app.demo";
    static final String CLIENT_SECRET = "demo-application-secret";

    private static final int MOST_SHOWN = 50;
    private static final int OK = 200;

    private final int port;
    private Sandbox sandbox;
    private Portal portal;

    /** @param config says where the bridge takes the authorisation server to be */
    DemoPortal(BitrixConfig config) {
        port = config.oauthUrl().getPort();
    }

    @PostConstruct
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withPort(port));
        portal = sandbox.createPortal(PortalSettings.of(MEMBER_ID, CLIENT_ID, CLIENT_SECRET, true));
    }

    @PreDestroy
    void stop() {
        sandbox.close();
    }

    /** An administrator of the portal installs the application, which is told so; whether it has taken that. */
    boolean install(URI events) {
        AppEvent installed =
                new AppEvent(AppEvent.Kind.ONAPPINSTALL, events.toString(), null, null, null, null, null, null);
        List<Integer> answers = sandbox.callbacks()
                .raise(portal, installed)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return answers.equals(List.of(OK));
    }

    /** Whether the portal's users can send by it. */
    boolean hasSender(String code) {
        return Senders.handler(portal, CLIENT_ID, code) != null;
    }

    /** How one of the portal's users sends an SMS, ready to be pasted. */
    String sendCurl(String senderCode) {
        return "curl " + sandbox.controlUrl() + "portals/" + MEMBER_ID + "/sms -d '{\"code\":\"" + senderCode
                + "\",\"to\":\"+491700000000\",\"text\":\"Hello\"}'";
    }

    /** Messages as the portal's users see them, at most 50. */
    List<Map<String, String>> messages() {
        Messages messages = portal.messages();
        List<Map<String, String>> shown = new ArrayList<>();
        Iterator<String> ids = messages.ids();
        while (ids.hasNext() && shown.size() < MOST_SHOWN) {
            messages.find(ids.next())
                    .ifPresent(message -> shown.add(Map.of(
                            "id", message.id(), "status", message.status().word())));
        }
        return shown;
    }
}
