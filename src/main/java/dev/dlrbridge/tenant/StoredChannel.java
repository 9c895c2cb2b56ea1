package dev.dlrbridge.tenant;

import java.time.Instant;
import java.util.Optional;

/**
 * A channel with what is known of its row.
 *
 * @param version changes with each change of the channel
 * @param previousKeyUntil until when the key before the present one is valid
 * @param given what the application's template gave it last; empty for a channel that refers to none
 */
public record StoredChannel(
        Channel channel,
        String version,
        Instant createdAt,
        Optional<Instant> previousKeyUntil,
        Optional<ChannelValues.Given> given) {}
