package dev.dlrbridge.demo;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.Messages;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A portal of the sandbox that development runs in its own process; it forgets everything when it stops. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoPortal {
    /** The port that {@code %dev.dlrbridge.bitrix24.oauth-url} names. */
    static final int PORT = 8081;

    static final String MEMBER_ID = "d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0";
    static final String CLIENT_ID = "app.demo";
    static final String CLIENT_SECRET = "demo-application-secret";

    private static final int MOST_SHOWN = 50;

    private Sandbox sandbox;
    private Portal portal;

    @PostConstruct
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withPort(PORT));
        portal = sandbox.createPortal(PortalSettings.of(MEMBER_ID, CLIENT_ID, CLIENT_SECRET, true));
    }

    @PreDestroy
    void stop() {
        sandbox.close();
    }

    Portal portal() {
        return portal;
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
