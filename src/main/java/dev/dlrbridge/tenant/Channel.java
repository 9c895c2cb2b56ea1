package dev.dlrbridge.tenant;

import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.trace.PortalName;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A portal's sender bound to one gateway, or that of all portals of an application.
 *
 * @param portalId of an application's channel its own id: under that lies what belongs to no portal, or to none yet
 * @param account the portal's {@code member_id}; null without a portal
 * @param domain of the portal's address; null without a portal
 * @param secrets the gateway's secrets by name, two values during a rotation; never printed
 * @param messageIdPattern what a {@code MESSAGE_ID} of this portal looks like
 */
public record Channel(
        UUID id,
        UUID portalId,
        String account,
        String clientId,
        String domain,
        String gateway,
        String senderCode,
        Map<String, List<String>> secrets,
        ChannelSettings settings,
        Pattern messageIdPattern) {

    /** What portals make: an MD5 sum in lower-case hex. */
    public static final String USUAL_MESSAGE_ID = "[0-9a-f]{32}";

    /** What the bridge names a message towards the gateway of an application's channel. */
    private static final Pattern REFERENCE = Pattern.compile("[0-9a-f]{32}");

    public Channel {
        secrets = Map.copyOf(secrets);
    }

    /** What leads people to the portal. */
    public PortalName portal() {
        return new PortalName(portalId, clientId, account, domain);
    }

    /** Whether it serves all portals of its application. */
    public boolean isOfApplication() {
        return account == null;
    }

    /** What that looks like by which a report names its message. */
    public Pattern namePattern() {
        return isOfApplication() ? REFERENCE : messageIdPattern;
    }

    @Override
    public String toString() {
        return "Channel[id=" + id + ", portalId=" + portalId + ", gateway=" + gateway + "]";
    }
}
