package dev.dlrbridge.sandbox.php;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON as PHP reads and writes it: a map is a PHP array, whose shape on the wire depends on its keys. */
public final class PhpJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFactory FACTORY = MAPPER.getFactory();

    private PhpJson() {}

    /** A value that writes itself. */
    public interface Written {
        void write(JsonGenerator generator) throws IOException;
    }

    /** Writes null, strings, numbers, booleans, {@link Written} values and maps of these. */
    public static byte[] encode(Object value) {
        var bytes = new ByteArrayOutputStream(512);
        try (var generator = FACTORY.createGenerator(bytes)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The array at the root of a JSON body; empty when the text is not JSON, or its root is a scalar. */
    static Map<String, Object> decode(byte[] body) {
        return tree(body).map(PhpJson::toArray).orElseGet(LinkedHashMap::new);
    }

    private static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> toArray(JsonNode node) {
        var array = new LinkedHashMap<String, Object>();
        if (node.isArray()) {
            node.forEach(item -> array.put(Integer.toString(array.size()), toValue(item)));
        } else {
            node.properties().forEach(field -> array.put(field.getKey(), toValue(field.getValue())));
        }
        return array;
    }

    private static Object toValue(JsonNode node) {
        if (node.isContainerNode()) {
            return toArray(node);
        }
        if (node.isNull()) {
            return null;
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isNumber() ? node.numberValue() : node.asText();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            writeArray(generator, map);
        } else if (value instanceof Written written) {
            written.write(generator);
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            generator.writeNumber(new BigDecimal(number.toString()).toPlainString());
        } else {
            generator.writeNull();
        }
    }

    private static void writeArray(JsonGenerator generator, Map<?, ?> map) throws IOException {
        if (isList(map)) {
            generator.writeStartArray();
            for (var item : map.values()) {
                write(generator, item);
            }
            generator.writeEndArray();
            return;
        }
        generator.writeStartObject();
        for (var entry : map.entrySet()) {
            generator.writeFieldName((String) entry.getKey());
            write(generator, entry.getValue());
        }
        generator.writeEndObject();
    }

    // PHP writes a list only when the keys are 0 to n-1 in this order; an empty array is a list too.
    private static boolean isList(Map<?, ?> map) {
        var expected = 0;
        for (var key : map.keySet()) {
            if (!key.equals(Integer.toString(expected++))) {
                return false;
            }
        }
        return true;
    }
}
