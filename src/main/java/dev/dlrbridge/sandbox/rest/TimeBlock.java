package dev.dlrbridge.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dlrbridge.sandbox.php.PhpJson;
import dev.dlrbridge.sandbox.portal.OperatingTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The {@code time} of an answer, in microseconds since 1970.
 *
 * @param operating what the application and method have used up within the running period; null to say nothing of it
 */
record TimeBlock(long startMicros, long finishMicros, OperatingTime.Usage operating) implements PhpJson.Written {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    // Most answers fall into the second of the one before: its text is formatted once.
    private static volatile Formatted last = new Formatted(0, format(0));

    private record Formatted(long second, String text) {}

    @Override
    public void write(JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        number(generator, "start", startMicros);
        number(generator, "finish", finishMicros);
        number(generator, "duration", finishMicros - startMicros);
        number(generator, "processing", finishMicros - startMicros);
        generator.writeStringField("date_start", date(startMicros / 1_000_000));
        generator.writeStringField("date_finish", date(finishMicros / 1_000_000));
        if (operating != null) {
            generator.writeNumberField("operating_reset_at", operating.resetAt());
            number(generator, "operating", operating.micros());
        }
        generator.writeEndObject();
    }

    private static void number(JsonGenerator generator, String name, long micros) throws IOException {
        generator.writeFieldName(name);
        if (micros % 1_000_000 == 0) {
            generator.writeNumber(micros / 1_000_000);
        } else {
            generator.writeNumber(
                    BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString());
        }
    }

    private static String date(long second) {
        var known = last;
        if (known.second() != second) {
            known = new Formatted(second, format(second));
            last = known;
        }
        return known.text();
    }

    private static String format(long second) {
        return DATE.format(OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC));
    }
}
