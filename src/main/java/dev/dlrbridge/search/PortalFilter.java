package dev.dlrbridge.search;

import java.util.Set;

/**
 * Which portals are wanted; null means any.
 *
 * @param applications those whose portals are wanted; empty means all
 * @param state {@code active}, {@code parked} or {@code uninstalled}
 * @param reason of a parked one
 * @param domain its beginning
 */
public record PortalFilter(Set<String> applications, String state, String reason, String domain) {}
