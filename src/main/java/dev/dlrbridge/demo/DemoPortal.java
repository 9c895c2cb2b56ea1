package dev.dlrbridge.demo;

import dev.dlrbridge.bitrix24.BitrixConfig;
import dev.dlrbridge.database.DatabaseConfig;
import dev.dlrbridge.net.OutsideConfig;
import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.event.AppEvent;
import dev.dlrbridge.sandbox.event.SmsRequest;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.rest.Senders;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A portal of the sandbox that development runs in its own process; it is kept beside the embedded database. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoPortal {
    static final String MEMBER_ID = "d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0";
    /** Another, with a channel of each gateway whose samples are sent: more than customers may have. */
    static final String REPORTS_MEMBER_ID = "d3m0r3p0r75d3m0r3p0r75d3m0r3p0r7";

    static final String CLIENT_ID = "app.demo";
    static final String CLIENT_SECRET = "demo-application-secret";

    private static final int MOST_SHOWN = 50;
    private static final int OK = 200;

    private final int port;
    private final Path state;
    private final URI bridge;
    private Sandbox sandbox;
    private Portal portal;
    private Portal reports;

    /** @param config says where the bridge takes the authorisation server to be */
    DemoPortal(BitrixConfig config, DatabaseConfig database, OutsideConfig outside) {
        port = config.oauthUrl().getPort();
        state = database.embedded().directory().resolve("sandbox.json");
        bridge = outside.publicUrl();
    }

    @PostConstruct
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withPort(port).withState(state));
        portal = keptOrNew(MEMBER_ID);
        reports = keptOrNew(REPORTS_MEMBER_ID);
        sandbox.putApplication(new Application(
                CLIENT_ID,
                CLIENT_SECRET,
                "Demo SMS",
                bridge.resolve("/bitrix24/install/" + CLIENT_ID).toString(),
                bridge.resolve("/bitrix24/app/" + CLIENT_ID).toString(),
                events().toString()));
    }

    private Portal keptOrNew(String memberId) {
        return sandbox.findPortal(memberId)
                .orElseGet(() -> sandbox.createPortal(PortalSettings.of(memberId, CLIENT_ID, CLIENT_SECRET, true)
                        .with(Map.of("scope", "messageservice,im,user_brief"))));
    }

    @PreDestroy
    void stop() {
        sandbox.close();
    }

    private URI events() {
        return bridge.resolve("/bitrix24/events/" + CLIENT_ID);
    }

    /** An administrator of each portal installs the application, which is told so; whether it has taken that. */
    boolean install() {
        return install(portal) && install(reports);
    }

    private boolean install(Portal where) {
        AppEvent installed = AppEvent.of(AppEvent.Kind.ONAPPINSTALL, events().toString(), CLIENT_ID);
        List<Integer> answers = sandbox.callbacks()
                .raise(where, installed)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        boolean taken = answers.equals(List.of(OK));
        if (taken) {
            where.finished.add(CLIENT_ID);
        }
        return taken;
    }

    /** Whether the portal's users can send by it. */
    boolean hasSender(String code) {
        return Senders.handler(portal, CLIENT_ID, code) != null;
    }

    /** A message to be reported, with this id or with a fresh one; its id. */
    String message(String wanted) {
        String id = wanted.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : wanted;
        if (reports.messages().find(id).isEmpty()) {
            reports.messages().create(MessageSettings.of(id));
        }
        return id;
    }

    /** One of the portal's users sends an SMS; its message. */
    String send(String senderCode) {
        return sandbox.callbacks()
                .send(portal, new SmsRequest(senderCode, null, "Hello", null, null, null, null, null, CLIENT_ID))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .messageId();
    }

    /** As the portal shows it that has the message. */
    Optional<String> status(String message) {
        return portal.messages()
                .status(message)
                .or(() -> reports.messages().status(message))
                .map(MessageStatus::word);
    }

    /** The sandbox's page for people. */
    URI sandbox() {
        return sandbox.controlUrl().resolve("/");
    }

    /** The portal's own page. */
    URI page() {
        return sandbox().resolve("portal/" + MEMBER_ID);
    }

    /** How one of the portal's users sends an SMS, ready to be pasted. */
    String sendCurl(String senderCode) {
        return "curl " + sandbox.controlUrl() + "portals/" + MEMBER_ID + "/sms -d '{\"code\":\"" + senderCode
                + "\",\"to\":\"+491700000000\",\"text\":\"Hello\"}'";
    }

    /** Messages as the portal's users see them, the last 50. */
    List<Map<String, String>> messages() {
        return portal.messages().latest(MOST_SHOWN).stream()
                .map(message ->
                        Map.of("id", message.id(), "status", message.status().word()))
                .toList();
    }
}
