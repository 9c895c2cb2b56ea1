package dev.dlrbridge.journal.refusal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request of a channel that was refused; nothing else of it is kept.
 *
 * @param reason a fixed text
 * @param headerNames in lower case
 */
public record ChannelRefusal(UUID portalId, UUID channelId, Instant at, String reason, List<String> headerNames) {}
