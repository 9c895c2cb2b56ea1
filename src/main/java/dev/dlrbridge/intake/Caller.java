package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.callback.CallbackPath;
import java.util.Map;

/** Who calls, as the address says before anything of the body is read. */
public sealed interface Caller {
    /**
     * One who has a channel's callback key.
     *
     * @param secrets the channel's
     */
    record Known(CallbackPath path, Channel channel, Gateway gateway, Secrets secrets) implements Caller {
        Known(CallbackPath path, Channel channel, Gateway gateway) {
            this(path, channel, gateway, new Secrets(channel.secrets()));
        }

        /** Settings of the channel that are its gateway's own. */
        Map<String, String> settings() {
            return channel.settings().ofGateway();
        }
    }

    /** One who has none, or of whom it cannot be told now. */
    record Stranger(Refusal refusal) implements Caller {}
}
