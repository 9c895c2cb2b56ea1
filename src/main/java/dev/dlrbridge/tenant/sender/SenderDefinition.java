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

    /** Whether the portal posts its SMS to the bridge itself. */
    boolean isHandledHere() {
        return setting(ChannelSettings.HANDLER)
                .filter(ChannelSettings.BRIDGE::equals)
                .isPresent();
    }

    /** What {@code messageservice.sender.update} takes: a name is only changed where a channel names one. */
    Map<String, Object> toUpdate(String handlerHere) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("CODE", code);
        setting(ChannelSettings.HANDLER)
                .ifPresent(handler -> parameters.put("HANDLER", isHandledHere() ? handlerHere : handler));
        setting(ChannelSettings.SENDER_NAME).ifPresent(name -> parameters.put("NAME", name));
        setting(ChannelSettings.SENDER_DESCRIPTION).ifPresent(text -> parameters.put("DESCRIPTION", text));
        return parameters;
    }

    /** What {@code messageservice.sender.add} takes; it wants a name. */
    Map<String, Object> toAdd(String handlerHere) {
        Map<String, Object> parameters = toUpdate(handlerHere);
        parameters.put("TYPE", "SMS");
        parameters.putIfAbsent("NAME", code);
        return parameters;
    }

    /** A text, or one for each language. */
    private Optional<Object> setting(String name) {
        return channels.stream()
                .map(channel -> channel.settings().values().get(name))
                .filter(value -> value instanceof String || value instanceof Map)
                .findFirst();
    }
}
