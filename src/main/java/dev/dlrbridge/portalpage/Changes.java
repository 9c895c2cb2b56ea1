package dev.dlrbridge.portalpage;

import dev.dlrbridge.admin.audit.AuditLog;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.StoredChannel;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.tenant.install.SetUpQueue;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.tenant.template.Template;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What administrators of a portal change by its page: the audit has their names and those of the fields, never the values. */
@Singleton
class Changes {
    /** Role of a portal's user in the audit. */
    static final String ROLE = "portal";

    /** A portal that changes to and fro begins a channel each time, so that late reports of the one before are taken. */
    private static final int MOST_CHANNELS = 20;

    private final Channels channels;
    private final SetUpQueue setUps;
    private final CallbackUrls urls;
    private final AuditLog audit;

    Changes(Channels channels, SetUpQueue setUps, CallbackUrls urls, AuditLog audit) {
        this.channels = channels;
        this.setUps = setUps;
        this.urls = urls;
        this.audit = audit;
    }

    /** The portal as the audit names it. */
    static String target(Portal portal) {
        return "/applications/" + portal.clientId() + "/portals/" + portal.memberId();
    }

    /**
     * Has the portal send by an account of this gateway from now on: by a new channel, unless the customer's present one is of
     * that gateway already. Empty when it has had too many.
     *
     * @param own the customer's present channel; empty for none
     */
    Uni<Optional<Channel>> connect(
            Visitor visitor,
            Portal portal,
            Template template,
            Gateway gateway,
            Account account,
            Optional<Channel> own) {
        return own.filter(channel -> channel.gateway().equals(gateway.name()))
                .map(channel -> change(visitor, channel, account))
                .orElseGet(() -> create(visitor, portal, template, gateway, account))
                .call(connected -> connected.isPresent()
                        ? setUps.soon(portal.id())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Optional<Channel>> change(Visitor visitor, Channel channel, Account account) {
        return audit.around(
                visitor.getName(),
                ROLE,
                "channel.update",
                "/channels/" + channel.id(),
                account.names(),
                () -> channels.change(channel.id(), stored -> account.over(stored.channel()), SeenVersion.ANY)
                        .map(changed -> changed.map(StoredChannel::channel)));
    }

    private Uni<Optional<Channel>> create(
            Visitor visitor, Portal portal, Template template, Gateway gateway, Account account) {
        return channels.listOf(portal.id())
                .chain(known -> known.size() >= MOST_CHANNELS
                        ? Uni.createFrom().item(Optional.<Channel>empty())
                        : audit.around(
                                visitor.getName(),
                                ROLE,
                                "portalChannel.create",
                                target(portal) + "/channels",
                                account.names(),
                                () -> channels.create(portal.id(), gateway.name(), account.ofNew(template))
                                        .map(created -> Optional.of(created.channel()))));
    }

    /** The callback URL of a channel, which is a secret. */
    Uni<String> reveal(Visitor visitor, Channel channel) {
        return audit.around(
                visitor.getName(),
                ROLE,
                "channelKey.reveal",
                "/channels/" + channel.id(),
                null,
                () -> channels.reveal(channel.id())
                        .map(key -> key.map(known ->
                                        urls.of(channel.gateway(), known).toString())
                                .orElse("")));
    }

    /**
     * What a customer has entered of his account; never printed.
     *
     * @param secrets by name
     * @param settings the gateway's own, by name
     */
    record Account(Map<String, String> secrets, Map<String, String> settings) {
        /** Everything else as the application's template has it, but for what is of the gateway there. */
        ChannelValues ofNew(Template template) {
            Map<String, Object> all = new HashMap<>(template.values().settings());
            all.keySet().removeAll(ChannelSettings.without(all).keySet());
            all.putAll(settings);
            return new ChannelValues(
                    template.values().senderCode(),
                    lists(),
                    all,
                    template.values().messageIdPattern());
        }

        /** The old secrets are valid no longer. */
        ChannelValues over(Channel channel) {
            Map<String, Object> all = new HashMap<>(channel.settings().values());
            all.putAll(settings);
            return new ChannelValues(
                    channel.senderCode(),
                    lists(),
                    all,
                    channel.messageIdPattern().pattern());
        }

        private Map<String, List<String>> lists() {
            Map<String, List<String>> lists = new HashMap<>();
            secrets.forEach((name, value) -> lists.put(name, List.of(value)));
            return lists;
        }

        /** As the audit has them. */
        String names() {
            TreeSet<String> names = new TreeSet<>();
            names.add("gateway");
            secrets.keySet().forEach(name -> names.add("secrets." + name));
            settings.keySet().forEach(name -> names.add("settings." + name));
            return String.join(", ", names);
        }

        @Override
        public String toString() {
            return "Account";
        }
    }
}
