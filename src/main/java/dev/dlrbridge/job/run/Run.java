package dev.dlrbridge.job.run;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A change of many things.
 *
 * @param kind which work it is
 * @param clientId the application that it is about; null: more than one
 * @param subject what it goes through, in words that its kind understands
 * @param parameters encrypted by its kind; null for none
 * @param until what came into being later is not part of it
 * @param position of the last thing that was done; empty before the first
 * @param counts how often each result was had
 * @param finishedAt null while it is under way
 */
public record Run(
        UUID id,
        String kind,
        String clientId,
        String subject,
        byte[] parameters,
        Instant until,
        String position,
        Map<String, Long> counts,
        Instant createdAt,
        Instant finishedAt) {

    /** How many things were tried so far. */
    public long tried() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The word in the API. */
    public String state() {
        return finishedAt == null ? "running" : "finished";
    }

    /** How often a result was had so far. */
    public long count(String result) {
        return counts.getOrDefault(result, 0L);
    }

    @Override
    public String toString() {
        return "Run[id=" + id + ", kind=" + kind + "]";
    }
}
