package dev.dlrbridge.journal;

import java.util.UUID;

/**
 * A message with its portal, since its id is unique only there.
 *
 * @param account the portal's {@code member_id}
 */
public record PortalMessage(UUID portalId, String account, String messageId) {}
