package dev.dlrbridge.tenant.sender;

import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sender as the settings of its channels describe it.
 *
 * @param channels at least one, all of the same CODE
 */
record SenderDefinition(String code, List<Channel> channels) {
    boolean hasHandler() {
        return setting(ChannelSettings.HANDLER).isPresent();
    }

    /** What {@code messageservice.sender.update} takes: a name is only changed where a channel names one. */
    Map<String, String> toUpdate() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("CODE", code);
        setting(ChannelSettings.HANDLER).ifPresent(handler -> parameters.put("HANDLER", handler));
        setting(ChannelSettings.SENDER_NAME).ifPresent(name -> parameters.put("NAME", name));
        setting(ChannelSettings.SENDER_DESCRIPTION).ifPresent(text -> parameters.put("DESCRIPTION", text));
        return parameters;
    }

    /** What {@code messageservice.sender.add} takes; it wants a name. */
    Map<String, String> toAdd() {
        Map<String, String> parameters = toUpdate();
        parameters.put("TYPE", "SMS");
        parameters.putIfAbsent("NAME", code);
        return parameters;
    }

    private Optional<String> setting(String name) {
        return channels.stream()
                .map(channel -> channel.settings().values().get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
