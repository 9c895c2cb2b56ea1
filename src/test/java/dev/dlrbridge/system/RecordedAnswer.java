package dev.dlrbridge.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What was answered to one call, with a word in the place of whatever is another at each run.
 *
 * @param headers those that say something
 * @param body JSON, or a text; null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RecordedAnswer(String call, int status, Map<String, String> headers, JsonNode body) {
    static final Path ANSWERS = Path.of("src", "test", "resources", "system", "answers.yaml");

    private static final List<String> HEADERS =
            List.of("content-type", "etag", "location", "www-authenticate", "retry-after");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    /** By pattern, in this order. */
    private static final Map<String, String> VARYING = new TreeMap<>(Map.of(
            "\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "UUID",
            "\\b[0-9a-f]{64}\\b", "SHA-256",
            "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME",
            "(?<![\\w-])[\\w-]{43}(?![\\w-])", "KEY",
            "(/dlr/[\\w-]+)/[\\w-]{22}(?![\\w-])", "$1/KEY",
            "(/bitrix24/messages/[\\w.-]+)/[\\w-]+", "$1/KEY",
            "whsec_[\\w+/=]+", "SECRET",
            "(127\\.\\d+\\.\\d+\\.\\d+):\\d+", "$1:PORT"));

    /** What the bridge does in its own time is counted with the rest; a cursor holds times. */
    private static final Map<String, String> VARYING_VALUES =
            Map.of("\"(id|erasedRows|millis)\":\\d+", "\"$1\":0", "\"(after|etag)\":\"[^\"]+\"", "\"$1\":\"CURSOR\"");

    static List<RecordedAnswer> all() {
        try {
            return Arrays.asList(YAML.readValue(ANSWERS.toFile(), RecordedAnswer[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String written(List<RecordedAnswer> answers) {
        try {
            return YAML.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param named puts back the names of what was filled in */
    static RecordedAnswer of(RecordedCall call, HttpResponse<String> answer, UnaryOperator<String> named) {
        Map<String, String> headers = new TreeMap<>();
        HEADERS.forEach(name -> answer.headers()
                .firstValue(name)
                .ifPresent(value -> headers.put(name, name.equals("etag") ? "VERSION" : steady(named.apply(value)))));
        JsonNode body = body(steady(named.apply(answer.body())));
        return new RecordedAnswer(
                call.call(),
                answer.statusCode(),
                headers,
                body == null || call.only() == null ? body : body.at(call.only()));
    }

    private static JsonNode body(String text) {
        try {
            return text.isEmpty() ? null : inOrder(JSON.readTree(text));
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(text);
        }
    }

    /** What is wrong with a request is found in any order. */
    private static JsonNode inOrder(JsonNode body) {
        if (body.path("errors") instanceof ArrayNode errors) {
            List<JsonNode> sorted = new ArrayList<>();
            errors.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::toString));
            errors.removeAll().addAll(sorted);
        }
        return body;
    }

    private static String steady(String text) {
        String steady = text;
        for (Map<String, String> words : List.of(VARYING, VARYING_VALUES)) {
            for (Map.Entry<String, String> word : words.entrySet()) {
                steady = steady.replaceAll(word.getKey(), word.getValue());
            }
        }
        return steady;
    }
}
