package dev.dlrbridge.tenant.template;

import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.ChannelValues.Given;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.StoredChannel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The channels that come of templates: each portal has one of a gateway at most. */
@ApplicationScoped
public class TemplateChannels {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int MOST = 1_000;

    private final Templates templates;
    private final Channels channels;

    TemplateChannels(Templates templates, Channels channels) {
        this.templates = templates;
        this.channels = channels;
    }

    /**
     * Makes the channel that an installed portal is to have; empty where the application has no template, or the portal has
     * the channel, by a template, by hand or by its customer: then nothing is changed.
     */
    public Uni<Optional<CreatedChannel>> make(Portal portal) {
        return templates
                .find(portal.clientId())
                .flatMap(found -> found.map(template -> make(portal, template))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /**
     * Brings a portal's channel to the template as it is now, or makes it. What the channel has of its own stays: whatever
     * differs from what the template gave it before.
     *
     * @param check called with a channel and the values that it would get; what it throws fails the change
     */
    public Uni<Applied> apply(Portal portal, Template template, BiConsumer<Channel, ChannelValues> check) {
        return find(portal, template)
                .flatMap(found -> found.map(channel -> change(channel, template, check))
                        .orElseGet(() -> make(portal, template)
                                .map(made -> made.isPresent() ? Applied.MADE : Applied.UNCHANGED)));
    }

    /** The portal's channel of its application's present template, if there are such. */
    public Uni<Optional<StoredChannel>> find(Portal portal) {
        return templates
                .find(portal.clientId())
                .flatMap(found -> found.map(template -> find(portal, template))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<CreatedChannel>> make(Portal portal, Template template) {
        return hasChannel(portal, template)
                .flatMap(has -> has
                        ? Uni.createFrom().item(Optional.<CreatedChannel>empty())
                        : channels.create(portal.id(), template.gateway(), template.ofNewChannel())
                                .map(Optional::of))
                // Another replica has made it meanwhile.
                .onFailure(StatementException.Duplicate.class)
                .recoverWithItem(Optional.empty());
    }

    /** A customer's own account takes the template's place, by whichever of the gateways he may choose. */
    private Uni<Boolean> hasChannel(Portal portal, Template template) {
        return find(portal, template)
                .flatMap(found -> found.isPresent() || template.gateways().isEmpty()
                        ? Uni.createFrom().item(found.isPresent())
                        : channels.listOf(portal.id())
                                .map(all -> all.stream()
                                        .anyMatch(channel -> template.gateways().contains(channel.gateway())
                                                && channel.senderCode()
                                                        .equals(template.values()
                                                                .senderCode()))));
    }

    /** One that refers to the template, else one made by hand for the same sender. */
    private Uni<Optional<StoredChannel>> find(Portal portal, Template template) {
        return channels.list(portal.id(), Optional.of(template.gateway()), FIRST, MOST)
                .map(found -> found.stream()
                        .filter(channel -> channel.given().isPresent())
                        .findFirst()
                        .or(() -> byHand(found, template.values().senderCode())));
    }

    private static Optional<StoredChannel> byHand(List<StoredChannel> found, String senderCode) {
        return found.stream()
                .filter(channel -> channel.channel().senderCode().equals(senderCode))
                .findFirst();
    }

    private Uni<Applied> change(StoredChannel found, Template template, BiConsumer<Channel, ChannelValues> check) {
        ChannelValues before = merged(found, template);
        if (found.given().equals(before.given()) && isSame(found.channel(), before)) {
            return Uni.createFrom().item(Applied.UNCHANGED);
        }
        return channels.change(
                        found.channel().id(),
                        present -> {
                            ChannelValues values = merged(present, template);
                            check.accept(present.channel(), values);
                            return values;
                        },
                        SeenVersion.ANY)
                .map(changed -> changed.isPresent() ? Applied.CHANGED : Applied.GONE);
    }

    /** The template's secrets are seen through it already; a channel made by hand keeps those that are others. */
    private static ChannelValues merged(StoredChannel present, Template template) {
        Channel channel = present.channel();
        Given former = present.given().orElseGet(() -> new Given(null, Map.of(), Channel.USUAL_MESSAGE_ID));
        Given next = template.given();
        Map<String, List<String>> secrets = new HashMap<>(channel.secrets());
        secrets.entrySet().removeAll(template.values().secrets().entrySet());
        return new ChannelValues(
                own(channel.senderCode(), former.senderCode(), next.senderCode()),
                secrets,
                settings(channel.settings().values(), former.settings(), next.settings()),
                own(channel.messageIdPattern().pattern(), former.messageIdPattern(), next.messageIdPattern()),
                Optional.of(next));
    }

    private static Map<String, Object> settings(
            Map<String, Object> present, Map<String, Object> former, Map<String, Object> next) {
        Map<String, Object> settings = new HashMap<>(present);
        settings.entrySet().removeAll(former.entrySet());
        next.forEach((name, value) -> {
            boolean removedThere = former.containsKey(name) && !present.containsKey(name);
            if (!removedThere) {
                settings.putIfAbsent(name, value);
            }
        });
        return settings;
    }

    private static String own(String present, String former, String next) {
        return Objects.equals(present, former) ? next : present;
    }

    private static boolean isSame(Channel channel, ChannelValues values) {
        return channel.senderCode().equals(values.senderCode())
                && channel.settings().values().equals(values.settings())
                && channel.messageIdPattern().pattern().equals(values.messageIdPattern());
    }

    /** What applying a template came to at one portal. */
    public enum Applied {
        /** A channel was made. */
        MADE,
        /** Its channel has the template's values now. */
        CHANGED,
        /** It had them. */
        UNCHANGED,
        /** The channel was deleted meanwhile. */
        GONE
    }
}
