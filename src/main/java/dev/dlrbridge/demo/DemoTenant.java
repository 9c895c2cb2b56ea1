package dev.dlrbridge.demo;

import dev.dlrbridge.journal.StorageReady;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.StoredChannel;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.tenant.template.TemplateChannels;
import dev.dlrbridge.tenant.template.Templates;
import dev.dlrbridge.webhook.Endpoint;
import dev.dlrbridge.webhook.Endpoints;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A tenant to try the bridge with: an application whose template gives each portal that installs it a channel and a sender,
 * and an integrator who is told of the messages. The sandbox's portal installs it at each start.
 */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoTenant {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String GATEWAY = "kannel";
    static final String SENDER = "demo";
    private static final String ENDPOINT = "demo";

    private final DemoPortal demo;
    private final DemoIntegrator integrator;
    private final Applications applications;
    private final Templates templates;
    private final Endpoints endpoints;
    private final Portals portals;
    private final TemplateChannels templateChannels;
    private final Channels channels;
    private final CallbackUrls urls;
    private volatile URI callbackUrl;

    DemoTenant(
            DemoPortal demo,
            DemoIntegrator integrator,
            Applications applications,
            Templates templates,
            Endpoints endpoints,
            Portals portals,
            TemplateChannels templateChannels,
            Channels channels,
            CallbackUrls urls) {
        this.demo = demo;
        this.integrator = integrator;
        this.applications = applications;
        this.templates = templates;
        this.endpoints = endpoints;
        this.portals = portals;
        this.templateChannels = templateChannels;
        this.channels = channels;
        this.urls = urls;
    }

    /** Of the portal's channel; empty until the portal has installed the application. */
    Optional<URI> callbackUrl() {
        return Optional.ofNullable(callbackUrl);
    }

    /** A callback as Kannel would make it, ready to be pasted. */
    String reportCurl() {
        byte[] id = new byte[16];
        RandomGenerator.getDefault().nextBytes(id);
        return "curl '" + callbackUrl + "/" + HexFormat.of().formatHex(id) + "?type=1&fid=1&to=%2B491700000000'";
    }

    /** One of the portal's users sends an SMS, ready to be pasted. */
    String sendCurl() {
        return demo.sendCurl(SENDER);
    }

    /** Last of all who wait for the storage: it is waited for here until the bridge works. */
    void prepare(@Observes @Priority(Integer.MAX_VALUE) StorageReady ready) {
        await(applications.put(DemoPortal.CLIENT_ID, DemoPortal.CLIENT_SECRET, "Demo", SeenVersion.ANY));
        await(templates.put(DemoPortal.CLIENT_ID, GATEWAY, template(), List.of(GATEWAY, "smsc", "twilio"), false));
        integrator.believe(endpoint(integrator.listen()));
        // Its server listens some moments after the storage is ready.
        until(demo::install);
        until(() -> demo.hasSender(SENDER));
        callbackUrl = urls.of(GATEWAY, await(channels.reveal(channel().id())).orElseThrow());
        announce();
    }

    private static ChannelValues template() {
        return new ChannelValues(
                SENDER,
                Map.of(),
                Map.of(
                        ChannelSettings.HANDLER,
                        ChannelSettings.BRIDGE,
                        ChannelSettings.SENDER_NAME,
                        Map.of("en", "Demo SMS", "ru", "Демо-SMS")),
                Channel.USUAL_MESSAGE_ID);
    }

    /** Its secret: that of an earlier start is known to nobody. */
    private String endpoint(URI url) {
        await(endpoints.put(
                DemoPortal.CLIENT_ID, ENDPOINT, new Endpoint.Settings(url, Set.of(EventKind.MESSAGE_REQUESTED), true)));
        return await(endpoints.rotateSecret(DemoPortal.CLIENT_ID, ENDPOINT))
                .orElseThrow()
                .secret();
    }

    private Channel channel() {
        return await(portals.find(DemoPortal.CLIENT_ID, DemoPortal.MEMBER_ID)
                        .flatMap(portal -> templateChannels.find(portal.orElseThrow())))
                .map(StoredChannel::channel)
                .orElseThrow();
    }

    /** Printed, not logged: a callback URL is a secret everywhere but here, where it belongs to nobody. */
    private void announce() {
        System.out.printf("Callback URL of %s: %s%n", GATEWAY, callbackUrl);
        System.out.printf("Report a message:%n  %s%n", reportCurl());
        System.out.printf("Send an SMS from the sandbox's portal:%n  %s%n", sendCurl());
    }

    private static void until(BooleanSupplier done) {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !done.getAsBoolean(); ) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("The sandbox's portal could not install the demo's application");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
