package dev.dlrbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.testing.Bridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * One call that the OpenAPI document describes.
 *
 * @param method in upper case
 * @param path with {@code {names}}
 * @param body schema of the body; a missing node if there is none
 */
record ApiOperation(String method, String path, List<Parameter> parameters, JsonNode body) {

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String name, String in, boolean required, JsonNode schema) {
        static Parameter of(JsonNode parameter) {
            return new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("schema"));
        }
    }

    /** The document that the application serves. */
    static JsonNode document() {
        String document = Bridge.send(
                        HttpRequest.newBuilder(Bridge.management("/q/openapi")).build())
                .body();
        try {
            return new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ApiOperation> in(JsonNode document) {
        List<ApiOperation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("responses")) {
                        operations.add(of(path.getKey(), path.getValue(), method.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    private static ApiOperation of(String path, JsonNode item, String method, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode described : List.of(item.path("parameters"), operation.path("parameters"))) {
            StreamSupport.stream(described.spliterator(), false)
                    .map(Parameter::of)
                    .forEach(parameters::add);
        }
        return new ApiOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                operation.at("/requestBody/content/application~1json/schema"));
    }

    boolean hasBody() {
        return !body.isMissingNode();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
