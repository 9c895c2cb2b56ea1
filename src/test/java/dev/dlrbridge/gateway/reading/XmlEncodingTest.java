package dev.dlrbridge.gateway.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlEncodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>ж</a>                                                 | UTF-8",
                "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>ж</a> | windows-1251",
                "<?xml version='1.0' encoding='utf-8'?><a>ж</a>            | UTF-8",
                "<?xml version='1.0' encoding='no such'?><a>ж</a>          | UTF-8",
                "<?xml version='1.0' encoding='utf-8?><a>ж</a>             | UTF-8",
                "<?xml version='1.0' encoding=                             | UTF-8",
                "<a encoding='windows-1251'>ж</a>                          | UTF-8"
            })
    void shouldDecodeAsDeclaredElseAsUtf8(String text, Charset charset) {
        assertThat(XmlEncoding.decode(text.getBytes(charset), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16BE"})
    void shouldGiveSomeTextForAnyBytes(Charset charset) {
        assertThat(XmlEncoding.decode("\uFEFF<a/>".getBytes(charset), StandardCharsets.UTF_8))
                .isEqualTo("<a/>");
        assertThat(XmlEncoding.decode("\uFEFF<a/>".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo("<a/>");
        assertThat(XmlEncoding.decode(new byte[0], StandardCharsets.UTF_8)).isEmpty();
        assertThat(XmlEncoding.decode(new byte[] {'<', (byte) 0xff}, StandardCharsets.UTF_8))
                .isEqualTo("<ÿ");
    }
}
