package dev.dlrbridge.demo;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends samples as their gateways would, each to a channel that has the sample's secrets, about a message of the portal. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoReports {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final DemoPortal demo;
    private final Portals portals;
    private final Channels channels;
    private final CallbackUrls urls;
    private final DemoGateway gateway;

    DemoReports(DemoPortal demo, Portals portals, Channels channels, CallbackUrls urls, DemoGateway gateway) {
        this.demo = demo;
        this.portals = portals;
        this.channels = channels;
        this.urls = urls;
        this.gateway = gateway;
    }

    /** What was sent: about which message, where to, and what was answered. */
    record Sent(Sample sample, Channel channel, String messageId, int answer) {}

    /** Where such samples go. */
    URI callbackUrl(Sample sample) {
        return urls.of(sample.gateway(), channel(sample).key());
    }

    Sent send(Sample sample) {
        CreatedChannel channel = channel(sample);
        String messageId = demo.message(reference(sample));
        Callback callback = DemoSamples.sentTo(urls.of(sample.gateway(), channel.key(), messageId), sample);
        return new Sent(
                sample, channel.channel(), messageId, gateway.post(callback).join());
    }

    /** The sample's own, where it names a message as portals do; empty for any. */
    private static String reference(Sample sample) {
        String reference = sample.expected()
                .path("reports")
                .path(0)
                .path("signedReference")
                .asText();
        return reference.matches("[0-9a-f]{32}") ? reference : "";
    }

    /** Made when it is first needed; samples with the same secrets and settings share one. */
    private CreatedChannel channel(Sample sample) {
        String sender = "tour-" + sample.gateway() + "-"
                + Integer.toHexString(Map.of("secrets", sample.secrets().values(), "settings", sample.settings())
                        .hashCode());
        return await(portals.find(DemoPortal.CLIENT_ID, DemoPortal.REPORTS_MEMBER_ID)
                .map(portal -> portal.orElseThrow().id())
                .chain(portal -> channels.ofSender(DemoPortal.CLIENT_ID, portal, sender)
                        .chain(known -> known.map(Uni.createFrom()::item)
                                .orElseGet(() -> channels.create(portal, sample.gateway(), values(sender, sample))))));
    }

    private static ChannelValues values(String sender, Sample sample) {
        Map<String, Object> settings =
                sample.settings().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new ChannelValues(sender, sample.secrets().values(), settings, Channel.USUAL_MESSAGE_ID);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
