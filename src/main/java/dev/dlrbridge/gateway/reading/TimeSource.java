package dev.dlrbridge.gateway.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * Where the time of an event is.
 *
 * @param zone of times that do not tell it; may be null
 * @param zoneSetting the channel's setting that names the zone; may be null
 */
public record TimeSource(Source from, TimeFormat format, ZoneId zone, String zoneSetting) {

    Instant in(Entry entry, Map<String, String> settings) {
        return format.read(from.in(entry), zoneSetting == null ? zone : zoneOf(settings.get(zoneSetting)));
    }

    private static ZoneId zoneOf(String setting) {
        try {
            return setting == null || setting.isBlank() ? null : ZoneId.of(setting);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
