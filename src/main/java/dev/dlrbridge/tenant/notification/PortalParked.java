package dev.dlrbridge.tenant.notification;

import java.util.UUID;

/** Fired after the commit that parks a portal for what a call has answered; not for an operator's parking. */
public record PortalParked(UUID portalId) {}
