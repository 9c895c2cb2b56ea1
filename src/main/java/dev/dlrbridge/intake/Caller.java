package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.tenant.Channel;

/** Who calls, as the address says before anything of the body is read. */
sealed interface Caller {
    /** One who has a channel's callback key. */
    record Known(CallbackPath path, Channel channel, Gateway gateway) implements Caller {}

    /** One who has none, or of whom it cannot be told now. */
    record Stranger(Refusal refusal) implements Caller {}
}
