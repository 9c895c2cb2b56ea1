package dev.dlrbridge.search;

import java.util.Set;

/**
 * Which channels are wanted; null means any.
 *
 * @param applications those whose channels are wanted; empty means all
 * @param trouble {@code refused}: those that have refused lately; {@code unmatched}: those with reports whose message is not
 *     known
 */
public record ChannelFilter(Set<String> applications, String gateway, String trouble) {}
