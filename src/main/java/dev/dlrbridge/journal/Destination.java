package dev.dlrbridge.journal;

import dev.dlrbridge.tenant.Channel;
import java.util.UUID;

/**
 * Where the reports of a channel go.
 *
 * @param portalId the portal that is told; of an application's channel the channel itself, under which its reports lie
 *     until the message of each is known, and by that its portal
 * @param account the portal's Bitrix24 account ({@code member_id}), which names the lane; null without a portal
 * @param channelId the channel that the reports came through
 * @param senderCode the CODE under which the portal knows the sender
 */
public record Destination(UUID portalId, String account, UUID channelId, String senderCode) {

    /** Where a channel's reports go. */
    public static Destination of(Channel channel) {
        return new Destination(channel.portalId(), channel.account(), channel.id(), channel.senderCode());
    }

    boolean isPortal() {
        return account != null;
    }

    /** The same channel's, once a portal is known. */
    Destination in(PortalMessage message) {
        return new Destination(message.portalId(), message.account(), channelId, senderCode);
    }
}
