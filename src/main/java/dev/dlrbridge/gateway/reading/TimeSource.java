package dev.dlrbridge.gateway.reading;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Where the time of an event is.
 *
 * @param zone of times that do not tell it; null if it is not known, and then such times are not used
 */
public record TimeSource(Source from, TimeFormat format, ZoneId zone) {

    Instant in(Entry entry) {
        return format.read(from.field(entry), zone);
    }
}
