package dev.dlrbridge.tenant.secret;

/**
 * A change that no operator has asked for, told to whoever keeps the audit.
 *
 * @param actor who is behind it, {@value #BITRIX24} or {@value #BRIDGE}
 * @param action resource and verb, such as {@code portal.erase}
 * @param target path below {@code /api/v1}
 */
public record SystemChange(String actor, String action, String target) {
    /** The account's administrator, by an event. */
    public static final String BITRIX24 = "bitrix24";

    /** The bridge itself, in its own time. */
    public static final String BRIDGE = "bridge";

    /** A change of a portal. */
    public static SystemChange ofPortal(String actor, String action, String clientId, String memberId) {
        return new SystemChange(actor, action, "/applications/" + clientId + "/portals/" + memberId);
    }
}
