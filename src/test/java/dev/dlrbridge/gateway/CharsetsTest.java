package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dlrbridge.testing.Callbacks;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in the charset that a request declares, and in those that it does not. */
class CharsetsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource({
        "windows-1251, Ошибка: абонент недоступен",
        "Windows-1251, Ошибка",
        "cp1251, Ошибка",
        "KOI8-R, Ошибка",
        "iso-8859-5, Ошибка",
        "ISO-8859-1, Zustellung nicht möglich",
        "windows-1250, Nedoručeno",
        "iso-8859-9, İletilemedi",
        "windows-1256, تم التسليم",
        "windows-874, ส่งแล้ว",
        "GBK, 已送达",
        "gb2312, 联通",
        "Big5, 已送達",
        "Shift_JIS, 配信済み",
        "euc-kr, 전송됨",
        "utf-8, Доставлено",
        "UTF-16, Доставлено",
        "utf-16le, Доставлено"
    })
    void shouldReadJsonFormAndQueryInTheDeclaredCharset(String name, String text) {
        Charset charset = Charset.forName(name);
        String declared = "; charset=" + name;
        byte[] json = "{\"a\":\"%s\"}".formatted(text).getBytes(charset);

        assertThat(callback("application/json" + declared, json)
                        .json()
                        .path("a")
                        .asText())
                .isEqualTo(text);
        if (!name.toLowerCase().startsWith("utf-16")) {
            byte[] encoded = ("a=" + URLEncoder.encode(text, charset)).getBytes(StandardCharsets.US_ASCII);
            assertThat(callback(FORM + declared, encoded).form().first("a")).isEqualTo(text);
            byte[] raw = ("a=" + text.replace(' ', '+')).getBytes(charset);
            assertThat(callback(FORM + declared, raw).form().first("a")).isEqualTo(text);
            assertThat(query(FORM + declared, "a=" + URLEncoder.encode(text, charset)))
                    .isEqualTo(text);
            assertThat(query(FORM + declared, new String(raw, StandardCharsets.ISO_8859_1)))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; charset=utf-8", "; charset=\"UTF-8\"", "; charset=x-unheard-of", ";charset="})
    void shouldReadWhatIsNoUtf8AsWindows1252SoThatTheRestIsRead(String declared) {
        byte[] json = "{\"a\":\"m\u00f6glich \u0080\",\"b\":1}".getBytes(StandardCharsets.ISO_8859_1);

        Callback callback = callback("application/json" + declared, json);

        assertThat(callback.json().path("a").asText()).isEqualTo("möglich €");
        assertThat(callback.json().path("b").asInt()).isEqualTo(1);
        assertThat(query(FORM + declared, "a=m%f6glich")).isEqualTo("möglich");
        assertThat(query(FORM + declared, "a=m%C3%B6glich")).isEqualTo("möglich");
        assertThat(query(null, "a=m\u00c3\u00b6glich")).isEqualTo("möglich");
    }

    /** What the request says of its charset is signed by nobody, and a text in it may be anybody's. */
    @ParameterizedTest
    @ValueSource(strings = {"GBK", "GB18030", "Big5", "Shift_JIS", "UTF-16", "EUC-KR", "windows-1251"})
    void shouldLetNoDeclarationChangeWhereATextEnds(String charset) {
        String text = "\u20ac\",\"status\":\"delivered\",\"b\":\"";
        byte[] json = JsonNodeFactory.instance
                .objectNode()
                .put("status", "failed")
                .put("a", text)
                .toString()
                .getBytes(StandardCharsets.UTF_8);

        JsonNode read = callback("application/json; charset=" + charset, json).json();

        assertThat(read.size()).isEqualTo(2);
        assertThat(read.path("status").asText()).isEqualTo("failed");
    }

    @Test
    void shouldTellWhenACharsetIsNotKnown() {
        assertThat(callback("text/plain; charset=x-unheard-of", new byte[0]).hasUnknownCharset())
                .isTrue();
        assertThat(callback("text/plain; charset=windows-1251", new byte[0]).hasUnknownCharset())
                .isFalse();
        assertThat(callback("text/plain", new byte[0]).hasUnknownCharset()).isFalse();
        assertThat(callback(null, new byte[0]).hasUnknownCharset()).isFalse();
    }

    @Test
    void shouldReadControlCharactersWithinJsonTexts() {
        byte[] json = "{\"a\":\"one\ntwo\tthree\0\"}".getBytes(StandardCharsets.US_ASCII);

        assertThat(callback("application/json", json).json().path("a").asText()).isEqualTo("one\ntwo\tthree\0");
        assertThat(callback("application/json", "{\"a\":\0\"b\"}".getBytes(StandardCharsets.US_ASCII))
                        .json())
                .isNull();
    }

    @Test
    void shouldPassOverAByteOrderMark() {
        assertThat(callback(FORM, "\uFEFFa=1".getBytes(StandardCharsets.UTF_8))
                        .form()
                        .first("a"))
                .isEqualTo("1");
        assertThat(callback("application/json", "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                        .json()
                        .path("a")
                        .asInt())
                .isEqualTo(1);
    }

    private static String query(String contentType, String query) {
        return Callbacks.of("GET", "https://x/", query, headers(contentType), new byte[0])
                .query()
                .first("a");
    }

    private static Callback callback(String contentType, byte[] body) {
        return Callbacks.of("POST", "https://x/", null, headers(contentType), body);
    }

    private static Map<String, List<String>> headers(String contentType) {
        return contentType == null ? Map.of() : Map.of("content-type", List.of(contentType));
    }
}
