package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Reads JSON as PHP writes it: empty maps as lists, numbers as text, and often no JSON at all. */
final class PhpJson {
    static final int LARGEST_BODY = 1 << 20;

    private static final int DEEPEST_NESTING = 64;
    private static final int LONGEST_NUMBER = 40;
    private static final BigDecimal LARGEST_TIME = BigDecimal.valueOf(Instant.MAX.getEpochSecond());
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PhpJson() {}

    /**
     * Empty if the body holds no JSON object, is too large, or too deeply nested. PHP may have printed notices around the
     * object, and a web server may have compressed it unasked.
     */
    static Optional<JsonNode> object(byte[] sent) {
        byte[] body = Gzip.inflated(sent, LARGEST_BODY);
        if (body == null || body.length > LARGEST_BODY) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException notJson) {
            return new NoticedJson(body, MAPPER).object();
        }
    }

    /** The error of a call or a command; a code that is not text or number counts as an empty one. */
    static Optional<ApiError> error(JsonNode node, int httpStatus) {
        JsonNode code = node.path("error");
        if (code.isMissingNode() || code.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new ApiError(
                code.asText(), httpStatus, node.path("error_description").asText()));
    }

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    static Optional<BigDecimal> number(JsonNode node, String field) {
        try {
            return text(node, field)
                    .filter(text -> text.length() <= LONGEST_NUMBER)
                    .map(BigDecimal::new);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    static Optional<Instant> time(JsonNode node, String field) {
        return number(node, field)
                .filter(seconds -> seconds.compareTo(BigDecimal.ONE) >= 0 && seconds.compareTo(LARGEST_TIME) < 0)
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }
}
