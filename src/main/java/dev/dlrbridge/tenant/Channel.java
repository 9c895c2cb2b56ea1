package dev.dlrbridge.tenant;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A portal's sender bound to one gateway.
 *
 * @param account the portal's {@code member_id}
 * @param secrets the gateway's secrets by name, two values during a rotation; never printed
 * @param settings as JSON values: texts, numbers, booleans, lists and maps
 * @param messageIdPattern what a {@code MESSAGE_ID} of this portal looks like
 */
public record Channel(
        UUID id,
        UUID portalId,
        String account,
        String clientId,
        String gateway,
        String senderCode,
        Map<String, List<String>> secrets,
        Map<String, Object> settings,
        Pattern messageIdPattern) {

    /** What portals make: an MD5 sum in lower-case hex. */
    public static final String USUAL_MESSAGE_ID = "[0-9a-f]{32}";

    public Channel {
        secrets = Map.copyOf(secrets);
    }

    /** What becomes of a request that is not proved genuine. */
    public OnBadSignature onBadSignature() {
        return OnBadSignature.of(settings.get(OnBadSignature.SETTING));
    }

    /** From where requests may come. */
    public AllowedAddresses allowedAddresses() {
        return AllowedAddresses.of(settings.get(AllowedAddresses.SETTING));
    }

    @Override
    public String toString() {
        return "Channel[id=" + id + ", portalId=" + portalId + ", gateway=" + gateway + "]";
    }
}
