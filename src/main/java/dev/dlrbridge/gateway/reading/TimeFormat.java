package dev.dlrbridge.gateway.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** How a gateway writes times: {@code unix-seconds}, {@code unix-milliseconds}, {@code iso-8601}, {@code rfc-1123}, or a pattern of {@link DateTimeFormatter}. */
public final class TimeFormat {
    /** Times outside are mistakes of unit or clock, and so not certain. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** The offset with or without colon or minutes; seconds with any fraction or none. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int LONGEST = 64;

    private final long millisecondsPerUnit;
    private final DateTimeFormatter formatter;
    private final boolean tellsZone;

    private TimeFormat(long millisecondsPerUnit, DateTimeFormatter formatter, boolean tellsZone) {
        this.millisecondsPerUnit = millisecondsPerUnit;
        this.formatter = formatter;
        this.tellsZone = tellsZone;
    }

    /** Throws IllegalArgumentException if it is neither a known name nor a pattern that can read what it writes. */
    public static TimeFormat of(String text) {
        return switch (text) {
            case "unix-seconds" -> new TimeFormat(1000, null, true);
            case "unix-milliseconds" -> new TimeFormat(1, null, true);
            case "iso-8601" -> new TimeFormat(0, ISO, true);
            case "rfc-1123" -> new TimeFormat(0, DateTimeFormatter.RFC_1123_DATE_TIME, true);
            default -> ofPattern(text);
        };
    }

    /** Strict, so that 31 February is wrong rather than the 28th; strict patterns write years as {@code u}. */
    private static TimeFormat ofPattern(String pattern) {
        if (pattern.indexOf('y') >= 0) {
            throw new IllegalArgumentException("must write the year as u");
        }
        DateTimeFormatter formatter = formatter(pattern);
        try {
            OffsetDateTime example = OffsetDateTime.of(2026, 11, 23, 14, 5, 0, 0, ZoneOffset.UTC);
            TemporalAccessor read = parsed(formatter, formatter.format(example));
            return new TimeFormat(0, formatter, read instanceof OffsetDateTime);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must have date and time", e);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        } catch (ClassCastException e) {
            // from the JDK, when a number without a separator follows one with padding (p)
            throw new IllegalArgumentException("must have separators around padding", e);
        }
    }

    /** Whether the text itself tells the zone. */
    public boolean tellsZone() {
        return tellsZone;
    }

    /** The time, or null if it is not certain: not in this format, not plausible, or without a known zone. */
    Instant read(String text, ZoneId zone) {
        if (text == null || text.length() > LONGEST || !tellsZone && zone == null) {
            return null;
        }
        try {
            Instant time = formatter == null ? ofNumber(text) : ofText(text, zone);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    private Instant ofNumber(String text) {
        return Instant.ofEpochMilli(Math.multiplyExact(Long.parseLong(text), millisecondsPerUnit));
    }

    private Instant ofText(String text, ZoneId zone) {
        TemporalAccessor read = parsed(formatter, text);
        if (read instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (zone == null) {
            throw new DateTimeException("no zone");
        }
        return ((LocalDateTime) read).atZone(zone).toInstant();
    }

    private static TemporalAccessor parsed(DateTimeFormatter formatter, String text) {
        return formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    }
}
