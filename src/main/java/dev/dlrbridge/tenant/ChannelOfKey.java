package dev.dlrbridge.tenant;

import java.time.Duration;
import java.util.Optional;

/**
 * The channel to which a key leads.
 *
 * @param left for how long it still does, if the key was replaced by another
 */
record ChannelOfKey(Channel channel, Optional<Duration> left) {}
