package dev.dlrbridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.LogRecord;
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
        "'\"/dlr/kannel/3q2-7wAbCd/79261234567\"', '\"/dlr/kannel/***\"'",
        "to:4915798765432, to:49***32",
        "phone4915798765432, phone49***32",
        "4915798765432.txt, 49***32.txt",
        "sms-4915798765432-1, sms-49***32-1",
        "%2B4915798765432, +49***32",
        "%2b49%20157%2098765-432 failed, +49***32 failed",
        "%252B4915798765432, +49***32",
        "%34%39157987%36%35%34%33%32, 49***32",
        "%D9%A4%D9%A9%D9%A1%D9%A5%D9%A7%D9%A9%D9%A8%D9%A7%D9%A6%D9%A5, 49***65",
        "+49 157 98765-432, +49***32",
        "+49 (157) 987.65.432, +49***32",
        "+49+157+987+65+432, +49***32",
        "+1234567, +***",
        "0049 157 98765-432, 00***32",
        "\u0664\u0669\u0661\u0665\u0667\u0669\u0668\u0667\u0666\u0665\u0664\u0663\u0662, 49***32",
        "'49 157 98765432 1, 4915798765432', '49 157 98765432 1, 49***32'",
        "10.0.0.1 4915798765432, 10.0.0.1 49***32",
        "'GET /DLR/kannel/3q2-7wAbCd?to=1 failed', 'GET /DLR/kannel/*** failed'",
        "'GET %2Fdlr%2Fkannel%2f3q2-7wAbCd failed', 'GET /dlr/kannel/*** failed'",
        "'GET %64lr/a /%64%6Cr/kannel/3q2-7wAbCd', 'GET dlr/a /dlr/kannel/***'",
        "//dlr//kannel//3q2-7wAbCd, //dlr//kannel//***",
        "'{\"url\":\"\\/dlr\\/kannel\\/3q2-7wAbCd\"}', '{\"url\":\"\\/dlr\\/kannel\\/***\"}'",
        "https://acme.bitrix24.de/rest/profile?auth=3q2&id=1, https://acme.bitrix24.de/rest/profile?auth=***&id=1",
        "'/x?a=1&client_secret=3q2', '/x?a=1&client_secret=***'"
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
                "/dlr/kannel alone",
                "100% of %zz and 5%",
                "%0A%00",
                "at 2026-11-28 06:34:25,392 or 06:34:25.123456789",
                "after PT2H3M4.123456789S and P1DT1234567890S",
                "after 1234567890ns",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736, span 00f0670000000012",
                "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2",
                "message 01234567890123456789012345678901",
                "local.5c8bb1b0891cf2.87252039 and app.573ad8a0346747.09223434",
                "Lambda/0x00007f1234567890@6d06d69c",
                "from 192.168.100.200:54321 to [2001:db8:1234:5678::1]:443",
                "1 20 300 4000 50000"
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
    void shouldMaskTheParametersThatALineDoesNotShow() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "a line", ExtLogRecord.FormatStyle.PRINTF, "any");
        line.setParameters(new Object[] {"+4915798765432"});

        new MaskingFilter().isLoggable(line);

        assertThat(line.getFormattedMessage()).isEqualTo("a line");
        assertThat(line.getParameters()).isNull();
    }

    @Test
    void shouldMaskTheLineOfAnotherLibrarysKind() {
        LogRecord line = new LogRecord(Level.INFO, "to {0} at '{'{1}'}'");
        line.setParameters(new Object[] {"+4915798765432", 5});

        new MaskingFilter().isLoggable(line);

        assertThat(ExtLogRecord.wrap(line).getFormattedMessage()).isEqualTo("to +49***32 at {5}");
    }

    @Test
    void shouldMaskTheFieldsOfALine() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "a line", "any");
        line.putMdc("message", "to:4915798765432");
        line.putMdc("attempt", "5");
        line.setNdc("/dlr/kannel/3q2-7wAbCd");

        new MaskingFilter().isLoggable(line);

        assertThat(line.getMdcCopy()).containsEntry("message", "to:49***32").containsEntry("attempt", "5");
        assertThat(line.getNdc()).isEqualTo("/dlr/kannel/***");
    }

    @Test
    void shouldMaskAFailureWithItsCausesAndWhatWasSuppressed() {
        // given
        IllegalStateException cause = new IllegalStateException("no such number: 4915798765432");
        IOException failure = new IOException("GET /dlr/kannel/3q2-7wAbCd failed", cause);
        failure.addSuppressed(new IllegalArgumentException("%2B4915798765432"));
        cause.addSuppressed(failure); // a circle
        ExtLogRecord line = new ExtLogRecord(Level.SEVERE, "a line", "any");
        line.setThrown(failure);

        // when
        new MaskingFilter().isLoggable(line);

        // then
        assertThat(line.getThrown().getMessage()).isEqualTo("GET /dlr/kannel/*** failed");
        assertThat(line.getThrown().getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(stackTrace(line.getThrown()))
                .startsWith("java.io.IOException: GET /dlr/kannel/*** failed")
                .contains("Caused by: java.lang.IllegalStateException: no such number: 49***32")
                .contains("Suppressed: java.lang.IllegalArgumentException: +49***32")
                .contains("MaskedTest.java")
                .doesNotContain("98765", "3q2");
    }

    @Test
    void shouldLeaveAFailureAsItIsWhenNothingIsToBeHidden() {
        IllegalStateException failure = new IllegalStateException("a", new IOException("b"));
        ExtLogRecord line = new ExtLogRecord(Level.SEVERE, "a line", "any");
        line.setThrown(failure);

        new MaskingFilter().isLoggable(line);

        assertThat(line.getThrown()).isSameAs(failure);
    }

    /** Whatever stands before, after and within a number, and however it is encoded. */
    @Test
    void shouldHideANumberInEverySpelling() {
        Random random = new Random(1);
        for (int count = 0; count < 20_000; count++) {
            String number = Spelling.number(random);
            String text = Spelling.context(random) + Spelling.of(number, random) + Spelling.context(random);

            String masked = Masked.of(text);

            assertThat(Digits.of(Escapes.removed(masked)).replace("x", ""))
                    .as("%s of %s", masked, text)
                    .doesNotContain(number.substring(2));
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void shouldLeaveALineAsItIsWhenNothingIsToBeHidden() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "100% of {0}", ExtLogRecord.FormatStyle.NO_FORMAT, "any");

        new MaskingFilter().isLoggable(line);

        assertThat(line.getFormattedMessage()).isEqualTo("100% of {0}");
    }
}
