package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dlrbridge.gateway.ReceivedText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Parses JSON bodies within bounds. */
public final class JsonBody {
    /** The deepest known report has six levels. */
    private static final int MAXIMUM_DEPTH = 64;

    /** Longer ones take a time to read that grows with the square of their length. */
    private static final int LONGEST_NUMBER = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // slow where each name is another
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAXIMUM_DEPTH)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            // Those who put texts into JSON by hand leave line breaks and the like as they are.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonBody() {}

    /** The root, or null if it is not one whole JSON value or deeper, or with longer numbers, than a report ever is. */
    public static JsonNode parse(byte[] body) {
        try {
            return known(READER.readTree(body));
        } catch (IOException e) {
            return null;
        }
    }

    /** The same of what is declared to be, or is, in another charset than UTF-8. */
    public static JsonNode parse(byte[] body, Charset charset) {
        boolean isUnicode = charset.name().startsWith("UTF");
        JsonNode root = isUnicode ? parse(body) : null;
        boolean isOther = !isUnicode || root == null && !ReceivedText.isUtf8(body);
        return isOther ? parse(ReceivedText.of(body, isUnicode ? StandardCharsets.UTF_8 : charset)) : root;
    }

    /** The same of a text. */
    static JsonNode parse(String text) {
        try {
            return known(READER.readTree(text));
        } catch (IOException e) {
            return null;
        }
    }

    private static JsonNode known(JsonNode root) {
        return root == null || root.isMissingNode() ? null : root;
    }
}
