package dev.dlrbridge.demo;

import dev.dlrbridge.journal.StorageReady;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A tenant to try the bridge with: one portal of the sandbox, a channel of Kannel and one of Twilio. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoTenant {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, Map<String, List<String>>> SECRETS_BY_GATEWAY =
            Map.of("kannel", Map.of(), "twilio", Map.of("authToken", List.of("demo-auth-token")));

    private final DemoPortal demo;
    private final Applications applications;
    private final Portals portals;
    private final Channels channels;
    private final CallbackUrls urls;
    private volatile Map<String, URI> callbackUrls = Map.of();

    DemoTenant(DemoPortal demo, Applications applications, Portals portals, Channels channels, CallbackUrls urls) {
        this.demo = demo;
        this.applications = applications;
        this.portals = portals;
        this.channels = channels;
        this.urls = urls;
    }

    /** By gateway; empty until the storage is ready. */
    Map<String, URI> callbackUrls() {
        return callbackUrls;
    }

    /** A callback as Kannel would make it, ready to be pasted. */
    String curl() {
        byte[] id = new byte[16];
        RandomGenerator.getDefault().nextBytes(id);
        return "curl '" + callbackUrls.get("kannel") + "/" + HexFormat.of().formatHex(id)
                + "?type=1&fid=1&to=%2B491700000000'";
    }

    void prepare(@Observes StorageReady ready) {
        TokenPair installed = demo.portal().install();
        await(applications.put(DemoPortal.CLIENT_ID, DemoPortal.CLIENT_SECRET, "Demo", SeenVersion.ANY));
        Portal portal = await(portals.put(
                DemoPortal.CLIENT_ID,
                DemoPortal.MEMBER_ID,
                demo.portal().clientEndpoint(),
                new dev.dlrbridge.bitrix24.TokenPair(
                        installed.accessToken(), installed.refreshToken(), installed.expiresAt()),
                Optional.of(installed.applicationToken()),
                SeenVersion.ANY));
        List<Channel> known = await(channels.listOf(portal.id()));
        Map<String, URI> addresses = new TreeMap<>();
        SECRETS_BY_GATEWAY.keySet().forEach(gateway -> addresses.put(gateway, address(portal, known, gateway)));
        callbackUrls = addresses;
        announce();
    }

    private URI address(Portal portal, List<Channel> known, String gateway) {
        return known.stream()
                .filter(channel -> channel.gateway().equals(gateway))
                .findFirst()
                .map(channel ->
                        urls.of(gateway, await(channels.reveal(channel.id())).orElseThrow()))
                .orElseGet(() -> urls.of(gateway, create(portal, gateway)));
    }

    private String create(Portal portal, String gateway) {
        return await(channels.create(
                        portal.id(), gateway, "demo_" + gateway, SECRETS_BY_GATEWAY.get(gateway), Map.of()))
                .key();
    }

    /** Printed, not logged: a callback URL is a secret everywhere but here, where it belongs to nobody. */
    private void announce() {
        callbackUrls.forEach((gateway, url) -> System.out.printf("Callback URL of %s: %s%n", gateway, url));
        System.out.printf("Try:%n  %s%n", curl());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
