package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.tenant.Channel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A channel as the API shows it.
 *
 * @param secrets the names of the secrets it has
 * @param callbackUrl contains the key: only in the answer that creates the channel
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChannelView(
        UUID id,
        String gateway,
        String senderCode,
        List<String> secrets,
        Map<String, Object> settings,
        String messageIdPattern,
        URI callbackUrl) {
    static ChannelView of(Channel channel) {
        return new ChannelView(
                channel.id(),
                channel.gateway(),
                channel.senderCode(),
                channel.secrets().keySet().stream().sorted().toList(),
                channel.settings(),
                channel.messageIdPattern().pattern(),
                null);
    }

    ChannelView withCallbackUrl(URI url) {
        return new ChannelView(id, gateway, senderCode, secrets, settings, messageIdPattern, url);
    }

    @Override
    public String toString() {
        return "ChannelView[id=" + id + "]";
    }
}
