package dev.dlrbridge.statistics;

import dev.dlrbridge.gateway.Status;
import java.time.Instant;
import java.util.Set;

/**
 * Which figures are wanted; null means any.
 *
 * @param applications those whose figures are wanted; empty means all
 * @param from the first hour
 * @param to the first hour that is too late
 * @param by what they are told apart by, beside the hour if that is among them
 */
public record StatisticFilter(
        Set<String> applications,
        String memberId,
        String gateway,
        Status status,
        Instant from,
        Instant to,
        Set<By> by) {

    /** What figures are told apart by. */
    public enum By {
        HOUR,
        APPLICATION,
        PORTAL,
        GATEWAY,
        STATUS
    }
}
