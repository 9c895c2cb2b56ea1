package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far a signed time stamp may be from now, in both directions. */
record Tolerance(Duration most) {
    /** What vendors that name a figure recommend most often. */
    static final Tolerance USUAL = new Tolerance(Duration.ofMinutes(5));

    private static final int LONGEST_NUMBER = 15;

    /** Seconds since 1970 have eleven digits in the year 5138, milliseconds had twelve in 1973. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private static final Duration LONGEST = Duration.ofDays(1);

    /** {@code 90s}, {@code 5m} or {@code 1h}. */
    static Tolerance of(String text) {
        try {
            Duration most = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (most.isNegative() || most.isZero() || most.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("must be more than nothing and at most 24h");
            }
            return new Tolerance(most);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a duration like 90s, 5m or 1h", e);
        }
    }

    /** The age counts last, so that only what is signed can be too old. */
    Verdict verdict(boolean isSigned, String timestamp, Instant now) {
        return isSigned && !includes(timestamp, now)
                ? Verdict.refused(Verdict.Reason.TIMESTAMP_OUTSIDE_TOLERANCE)
                : Verdict.ofSignature(isSigned);
    }

    /** Whether the text is a time in seconds or milliseconds since 1970 that is near enough. */
    boolean includes(String text, Instant now) {
        String digits = text.strip();
        if (digits.isEmpty()
                || digits.length() > LONGEST_NUMBER
                || !digits.chars().allMatch(Tolerance::isDigit)) {
            return false;
        }
        long number = Long.parseLong(digits);
        return includes(
                number < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number), now);
    }

    boolean includes(Instant time, Instant now) {
        return Duration.between(time, now).abs().compareTo(most) <= 0;
    }

    int seconds() {
        return (int) most.toSeconds();
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
