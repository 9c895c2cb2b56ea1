package dev.dlrbridge.sandbox.php;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Reads, and writes, a query or form string as PHP's {@code parse_str} does: bracket keys become nested arrays, the last one wins.
 *
 * @see <a href="https://www.php.net/manual/en/function.parse-str.php">parse_str</a>
 */
public final class PhpForm {
    private PhpForm() {}

    public static Map<String, Object> parse(String text) {
        var values = new LinkedHashMap<String, Object>();
        if (text == null) {
            return values;
        }
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                put(values, decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /** Puts one decoded name and value; {@code a[b][]} opens nested arrays. */
    public static void put(Map<String, Object> values, String name, String value) {
        var bracket = name.indexOf('[');
        var top = bracket < 0 ? name : name.substring(0, bracket);
        top = top.stripLeading().replace('.', '_').replace(' ', '_');
        if (top.isEmpty()) {
            return;
        }
        var target = values;
        var key = top;
        while (bracket >= 0 && bracket < name.length() && name.charAt(bracket) == '[') {
            var end = name.indexOf(']', bracket);
            if (end < 0) {
                break;
            }
            target = nested(target, key);
            key = name.substring(bracket + 1, end);
            bracket = end + 1;
        }
        target.put(key.isEmpty() && target != values ? nextIndex(target) : key, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, Object> parent, String key) {
        var name = key.isEmpty() ? nextIndex(parent) : key;
        if (!(parent.get(name) instanceof Map)) {
            parent.put(name, new LinkedHashMap<String, Object>());
        }
        return (Map<String, Object>) parent.get(name);
    }

    private static String nextIndex(Map<String, Object> array) {
        var next = 0L;
        for (var key : array.keySet()) {
            if (key.matches("0|[1-9][0-9]{0,17}")) {
                next = Math.max(next, Long.parseLong(key) + 1);
            }
        }
        return Long.toString(next);
    }

    /** Form decoding that, unlike Java's, leaves a broken percent sequence as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                decoded.write(hex(bytes[i + 1]) * 16 + hex(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** The form of nested arrays, with bracket keys. */
    public static String encode(Map<String, Object> values) {
        var form = new StringJoiner("&");
        values.forEach((name, value) -> encode(form, name, value));
        return form.toString();
    }

    private static void encode(StringJoiner form, String name, Object value) {
        if (value instanceof Map<?, ?> array) {
            array.forEach((key, item) -> encode(form, name + "[" + key + "]", item));
        } else {
            form.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
        }
    }

    private static int hex(byte digit) {
        return Character.digit((char) digit, 16);
    }
}
