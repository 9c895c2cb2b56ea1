package dev.dlrbridge.tenant.sender;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One sender CODE of an application on a portal, compared with the channels.
 *
 * @param channels the channels with this code, in the order of their creation
 */
public record SenderState(String code, Agreement agreement, List<UUID> channels) {

    /** How portal and channels agree. */
    public enum Agreement {
        /** The portal has it, and a channel too. */
        REGISTERED,
        /** A channel has it, the portal not. */
        MISSING,
        /** A channel has it, the portal not; no channel names the {@code handler} that it would be registered with. */
        NO_HANDLER,
        /** The portal has it, but no channel. */
        NO_CHANNEL;

        /** The word in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
