package dev.dlrbridge.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "unix-seconds, 1763900400, , 2025-11-23T12:20:00Z",
        "unix-seconds, 1763900400123, , ",
        "unix-seconds, 9223372036854775807, , ",
        "unix-seconds, 99999999999999999999, , ",
        "unix-seconds, 0, , ",
        "unix-seconds, , , ",
        "unix-milliseconds, 1763900400123, , 2025-11-23T12:20:00.123Z",
        "iso-8601, 2025-11-23T12:20:00.1234567+01:00, , 2025-11-23T11:20:00.123456700Z",
        "iso-8601, 2025-11-23T12:20:00, , ",
        "iso-8601, 2025-11-23T12:20:00Z, , 2025-11-23T12:20:00Z",
        "iso-8601, 2025-11-23T15:20:00.5+0300, , 2025-11-23T12:20:00.500Z",
        "iso-8601, 2025-11-23T15:20+03, , 2025-11-23T12:20:00Z",
        "iso-8601, 2025-02-30T15:20:00Z, , ",
        "rfc-1123, 'Mon, 23 Nov 2026 22:05:03 +0800', , 2026-11-23T14:05:03Z",
        "rfc-1123, 'Tue, 23 Nov 2026 22:05:03 +0800', , ",
        "rfc-1123, 'Mon, 23 Nov 2026 22:05:03', , ",
        "uuuu-MM-dd'T'HH:mm:ss.SSSZ, 2026-11-23T15:05:02.150+0100, , 2026-11-23T14:05:02.150Z",
        "dd.MM.uuuu HH:mm:ss, 23.11.2025 15:20:00, Europe/Moscow, 2025-11-23T12:20:00Z",
        "dd.MM.uuuu HH:mm:ss, 23.11.2025 15:20:00, , ",
        "dd.MM.uuuu HH:mm:ss, 31.02.2025 15:20:00, Europe/Moscow, ",
        "uuMMddHHmm[ss], 2511231220, UTC, 2025-11-23T12:20:00Z",
        "uuMMddHHmm[ss], 251123122055, UTC, 2025-11-23T12:20:55Z",
        "uuMMddHHmm[ss], ND, UTC, "
    })
    void shouldGiveTimeOnlyWhenItIsCertain(String format, String text, String zone, Instant expected) {
        assertThat(TimeFormat.of(format).read(text, zone == null ? null : ZoneId.of(zone)))
                .isEqualTo(expected);
    }
}
