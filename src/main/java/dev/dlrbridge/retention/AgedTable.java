package dev.dlrbridge.retention;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * Every table whose rows are removed by their age, by what that is counted from, and the age. The history of reports is
 * not among them: its days are dropped whole, by {@link ReportPartitions}.
 */
enum AgedTable {
    /** What is still to be forwarded stays, until it is given up. */
    MESSAGE("first_seen_at", "due_at IS NULL", RetentionConfig::messages),
    CORRELATION("created_at", RetentionConfig::correlations),
    UNMATCHED("received_at", RetentionConfig::unmatched),
    /** A message that comes again is known as long as its status is. */
    REQUESTED_MESSAGE("ended_at", RetentionConfig::messages),
    /** Its rows are large. */
    QUARANTINE("received_at", "true", 200, RetentionConfig::quarantine),
    /** Of the version before; runs have taken their place. */
    REPLAY("finished_at", config -> Duration.ofDays(30)),
    /** With their results; kept until these are read. */
    RUN("finished_at", "true", 20, config -> Duration.ofDays(30)),
    AUDIT("at", RetentionConfig::audit),
    /** A name may be given anew once no entry of the audit can be of the token before. */
    ADMIN_TOKEN("least(revoked_at, expires_at)", RetentionConfig::audit),
    /** The proofs, not the erasures under way. */
    ERASURE("finished_at", RetentionConfig::erasures),
    STATISTIC("hour", RetentionConfig::statistics),
    /** What waits for its endpoint leaves when it is given up. */
    WEBHOOK_EVENT("finished_at", RetentionConfig::webhooks),
    WEBHOOK_LINE("updated_at", "due_at IS NULL", config -> Duration.ofDays(1)),
    /** Installs that nobody confirmed. */
    LIFE_CYCLE_EVENT("received_at", config -> Duration.ofHours(24)),
    /** Those that gave no sign any more, and did not take their leave. */
    REPLICA("seen_at", config -> Duration.ofDays(1)),
    /** Proofs of token pairs, none of which is alive by then. */
    USED_INSTALL("used_at", config -> Duration.ofDays(180)),
    /**
     * Of accounts without a portal. One that comes back meets an empty bucket by then, and no replica that still believes
     * to hold the lane.
     */
    LANE("budget_at", """
            NOT EXISTS (SELECT FROM portal p WHERE p.member_id = lane.account)
            AND (lease_until IS NULL OR lease_until < now() - interval '1 day')
            AND (admin_claimed_until IS NULL OR admin_claimed_until < now())""", config -> Duration.ofDays(1));

    private static final int USUAL_BATCH = 5_000;

    private final String time;
    private final String condition;
    private final int batch;
    private final Function<RetentionConfig, Duration> age;

    AgedTable(String time, Function<RetentionConfig, Duration> age) {
        this(time, "true", age);
    }

    AgedTable(String time, String condition, Function<RetentionConfig, Duration> age) {
        this(time, condition, USUAL_BATCH, age);
    }

    AgedTable(String time, String condition, int batch, Function<RetentionConfig, Duration> age) {
        this.time = time;
        this.condition = condition;
        this.batch = batch;
        this.age = age;
    }

    /** Its name in the database. */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String time() {
        return time;
    }

    String condition() {
        return condition;
    }

    int batch() {
        return batch;
    }

    Duration age(RetentionConfig config) {
        return age.apply(config);
    }
}
