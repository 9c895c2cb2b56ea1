package dev.dlrbridge.console;

import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.StoredChannel;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * A channel as its pages show it; its callback URL, which holds the key, is revealed apart.
 *
 * @param owner the portal's domain; of an application's channel the application
 * @param ownerAddress of the page of that
 * @param secrets names of those that it has
 */
public record ChannelRow(
        String address,
        String id,
        String owner,
        String ownerAddress,
        String gateway,
        String senderCode,
        List<String> secrets,
        List<Setting> settings,
        Instant createdAt,
        Instant previousKeyUntil) {
    /** One of the channel's settings. */
    public record Setting(String name, String value) {}

    static ChannelRow of(StoredChannel stored) {
        Channel channel = stored.channel();
        return new ChannelRow(
                Addresses.channel(channel.id()),
                channel.id().toString(),
                channel.isOfApplication() ? channel.clientId() : channel.domain(),
                Addresses.address(channel.portal()),
                channel.gateway(),
                channel.senderCode(),
                channel.secrets().keySet().stream().sorted().toList(),
                new TreeMap<>(channel.settings().values())
                        .entrySet().stream()
                                .map(setting -> new Setting(setting.getKey(), String.valueOf(setting.getValue())))
                                .toList(),
                stored.createdAt(),
                stored.previousKeyUntil().orElse(null));
    }
}
