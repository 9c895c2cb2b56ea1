package dev.dlrbridge.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of an event at an endpoint so far.
 *
 * @param outcome {@code waiting}, {@code delivered} or {@code given-up}
 * @param attempts how often it was sent
 * @param attemptedAt the last time; null before the first
 * @param status of the last answer, 0 when there was none; null before the first
 * @param answer the beginning of a refusal, as far as it can be shown; null otherwise
 */
public record DeliveryRecord(
        UUID id,
        long sequence,
        String type,
        Instant createdAt,
        String outcome,
        int attempts,
        Instant attemptedAt,
        Integer status,
        Integer durationMs,
        String answer) {}
