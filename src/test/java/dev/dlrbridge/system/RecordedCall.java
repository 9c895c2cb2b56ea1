package dev.dlrbridge.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One call of {@code calls.yaml}, where the words are explained; places are JSON pointers.
 *
 * @param text null where the body is JSON, or none
 * @param charset null: UTF-8
 */
record RecordedCall(
        String call,
        String as,
        JsonNode body,
        String text,
        String type,
        String charset,
        Map<String, String> keep,
        Map<String, String> until,
        String only,
        JsonNode about) {
    private static final Path CALLS = Path.of("src", "test", "resources", "system", "calls.yaml");

    static List<RecordedCall> all() {
        try {
            return Arrays.asList(new YAMLMapper().readValue(CALLS.toFile(), RecordedCall[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordedCall {
        keep = keep == null ? Map.of() : keep;
        until = until == null ? Map.of() : until;
        charset = charset == null ? StandardCharsets.UTF_8.name() : charset;
        type = type == null ? "application/json" : type;
    }

    String method() {
        return call.substring(0, call.indexOf(' '));
    }

    /** From the first slash, or a name in its place. */
    String address() {
        return call.substring(call.indexOf(' ') + 1);
    }

    byte[] content(UnaryOperator<String> filled) {
        String content = text == null && body == null ? "" : filled.apply(text == null ? body.toString() : text);
        return content.getBytes(Charset.forName(charset));
    }
}
