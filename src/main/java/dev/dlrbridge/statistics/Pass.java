package dev.dlrbridge.statistics;

import java.time.Duration;
import java.util.Locale;

/** The two times that each report is looked at. */
enum Pass {
    /** As long after it as a portal that works needs, and any commit. */
    RECEIVED(StepSql.RECEIVED, Duration.ofSeconds(61)),
    /** When a portal that was away for some hours has been told. */
    LATE(StepSql.LATE, Duration.ofDays(1));

    private final String sql;
    private final Duration after;

    Pass(String sql, Duration after) {
        this.sql = sql;
        this.after = after;
    }

    String sql() {
        return sql;
    }

    Duration after() {
        return after;
    }

    /** Its name in the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
