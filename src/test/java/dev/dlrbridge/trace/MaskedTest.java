package dev.dlrbridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
    @ParameterizedTest
    @CsvSource({
        "to 4915798765432 failed, to 49***32 failed",
        "to +4915798765432, to +49***32",
        "'{\"to\":\"79261234567\"}', '{\"to\":\"79***67\"}'",
        "to=79261234567&text=a, to=79***67&text=a",
        "'GET /dlr/kannel/3q2-7wAbCd?to=1 failed', 'GET /dlr/kannel/*** failed'",
        "'\"/dlr/kannel/3q2-7wAbCd/79261234567\"', '\"/dlr/kannel/***\"'"
    })
    void shouldHideNumbersAndKeys(String text, String masked) {
        assertThat(Masked.of(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9 rows, 12345678 bytes",
                "Portal 00000000-0000-4000-8000-123456789012 is parked",
                "at 2026-05-01T10:00:00.123456789Z",
                "0123456789abcdef0123456789abcdef",
                "in 0.123456789 s",
                "on 127.0.0.1:65535",
                "/dlr/kannel alone"
            })
    void shouldLeaveOtherTextAlone(String text) {
        assertThat(Masked.of(text)).isEqualTo(text);
    }

    @Test
    void shouldMaskALineAsItIsWritten() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "to %s at %d", ExtLogRecord.FormatStyle.PRINTF, "any");
        line.setParameters(new Object[] {"+4915798765432", 5});

        assertThat(new MaskingFilter().isLoggable(line)).isTrue();

        assertThat(line.getFormattedMessage()).isEqualTo("to +49***32 at 5");
    }

    @Test
    void shouldLeaveALineAsItIsWhenNothingIsToBeHidden() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "100% of {0}", ExtLogRecord.FormatStyle.NO_FORMAT, "any");

        new MaskingFilter().isLoggable(line);

        assertThat(line.getFormattedMessage()).isEqualTo("100% of {0}");
    }
}
