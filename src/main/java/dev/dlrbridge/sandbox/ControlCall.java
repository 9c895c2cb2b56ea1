package dev.dlrbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;

/** One call of the control API, whose bodies and answers are JSON. */
record ControlCall(HttpServerRequest request, Buffer body, String[] segments) {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /** What a call does; null for nothing to say. */
    interface Action {
        Object run() throws IOException;
    }

    String method() {
        return request.method().name();
    }

    /** Answers 200 with the value, 204 without one, 405 to any other method. */
    void answer(String method, Action action) throws IOException {
        if (!method().equals(method)) {
            answer(405, null);
            return;
        }
        var value = action.run();
        answer(value == null ? 204 : 200, value);
    }

    void answer(int status, Object value) {
        request.response().setStatusCode(status);
        if (value == null) {
            request.response().end();
            return;
        }
        try {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(MAPPER.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers 200 with the value when it is there. */
    void answerLater(Future<?> value) {
        value.onSuccess(known -> answer(200, known)).onFailure(failure -> refuse(400, failure));
    }

    /** The reason a record gave, without Jackson's decoration and quotation of the source. */
    void refuse(int status, Throwable failure) {
        answer(status, Map.of("error", reason(failure)));
    }

    ObjectNode object() throws IOException {
        var tree = body.length() == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body.getBytes());
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("A JSON object is expected");
    }

    <T> T read(Class<T> type) throws IOException {
        return MAPPER.treeToValue(object(), type);
    }

    <T> T read(Class<T> type, String key, String fromPath) throws IOException {
        return MAPPER.treeToValue(object().put(key, fromPath), type);
    }

    <T> T readAll(TypeReference<T> type) throws IOException {
        return MAPPER.readValue(body.getBytes(), type);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof JsonMappingException mapping
                && mapping.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        var text = failure instanceof JsonProcessingException json ? json.getOriginalMessage() : failure.getMessage();
        return String.valueOf(text);
    }
}
