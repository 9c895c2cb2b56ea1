package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
    private static final int LIMIT = 100_000;

    @ParameterizedTest
    @CsvSource({"gzip, 0", "x-gzip, 1", "GZIP, 1023", "deflate, 1024", "deflate, 1025", "gzip, 99999", "bare, 100000"})
    void shouldUndoWhatClientsDo(String coding, int length) throws IOException {
        byte[] text = "a".repeat(length).getBytes(StandardCharsets.US_ASCII);

        assertThat(undone(coded(text, coding), coding)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "bare"})
    void shouldTakeNoMoreThanTheLimitOfAFloodInAFewBytes(String coding) throws IOException {
        byte[] flood = coded(new byte[50 << 20], coding);
        AtomicInteger taken = new AtomicInteger();

        byte[] undone = ContentCoding.undone(flood, name(coding), LIMIT, more -> taken.addAndGet(more) > 0);

        assertThat(undone).isNull();
        assertThat(taken.get()).isLessThanOrEqualTo(LIMIT + 1);
    }

    @Test
    void shouldTakeOneByteMoreThanTheLimitForAFlood() throws IOException {
        assertThat(undone(coded(new byte[LIMIT], "gzip"), "gzip")).hasSize(LIMIT);
        assertThat(undone(coded(new byte[LIMIT + 1], "gzip"), "gzip")).isNull();
    }

    @Test
    void shouldStopWhenThereIsNoRoom() throws IOException {
        AtomicInteger left = new AtomicInteger(5_000);

        byte[] undone = ContentCoding.undone(
                coded(new byte[50_000], "gzip"), "gzip", LIMIT, more -> left.addAndGet(-more) >= 0);

        assertThat(undone).isNull();
    }

    @Test
    void shouldLeaveABodyThatIsNotWhatItSays() throws IOException {
        byte[] plain = "{\"id\":1}".getBytes(StandardCharsets.US_ASCII);
        byte[] cut = Arrays.copyOf(coded(plain, "gzip"), 15);

        for (String coding : List.of("gzip", "deflate", "br", "identity", "", "gzip, gzip")) {
            assertThat(undone(plain, coding)).as(coding).isSameAs(plain);
        }
        assertThat(undone(plain, null)).isSameAs(plain);
        assertThat(undone(cut, "gzip")).isSameAs(cut);
    }

    private static byte[] undone(byte[] body, String coding) {
        return ContentCoding.undone(body, name(coding), LIMIT, more -> true);
    }

    /** Bare is what some call deflate. */
    private static String name(String coding) {
        return "bare".equals(coding) ? "deflate" : coding;
    }

    static byte[] coded(byte[] text, String coding) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = coding.toLowerCase(java.util.Locale.ROOT).contains("gzip")
                ? new GZIPOutputStream(coded)
                : new DeflaterOutputStream(coded, new Deflater(9, coding.equals("bare")))) {
            out.write(text);
        }
        return coded.toByteArray();
    }
}
