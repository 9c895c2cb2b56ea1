package dev.dlrbridge.web;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How values are written on pages. */
@TemplateExtension
final class Shown {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private Shown() {}

    /** The key of the text for a word about a subject: {@code {p:message(row.state.of('state'))}}. */
    static String of(String word, String subject) {
        return subject + "_" + word.replace('-', '_');
    }

    /** In UTC; where scripts run, the browser shows its own time. */
    static String utc(Instant time) {
        return TIME.format(time);
    }

    /** The hour, in UTC. */
    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** In its two largest units: {@code 2 h 5 min}. */
    static String brief(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** With a thin gap between thousands, as both languages may have it. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }
}
