package dev.dlrbridge.tenant;

import java.util.UUID;

/**
 * Fired after the commit that lets a portal be called, or tried, again: what waits for it may go out.
 *
 * @param account the portal's {@code member_id}
 */
public record PortalWoken(UUID portalId, String account) {}
