package dev.dlrbridge.journal;

import java.util.Map;
import java.util.UUID;

/**
 * Committed: these portals have statuses to be told.
 *
 * @param accounts the account (lane) of each portal
 */
public record LanesHaveWork(Map<UUID, String> accounts) {}
