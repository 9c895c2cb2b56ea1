package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * A message as an operator sees it.
 *
 * @param channelId the channel of its first report
 * @param forwarded the highest status that the portal has confirmed; null before the first
 * @param state {@code pending}, {@code forwarded}, {@code rejected} or {@code expired}
 * @param attempts failed attempts since the last success
 */
public record MessageView(
        String messageId,
        UUID channelId,
        Status reported,
        Status forwarded,
        String state,
        int attempts,
        String lastError,
        Instant firstSeenAt) {}
