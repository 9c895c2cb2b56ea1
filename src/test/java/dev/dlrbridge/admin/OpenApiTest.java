package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document from which clients are made. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OpenApiTest {
    private final JsonNode document;

    OpenApiTest() throws IOException {
        document = new ObjectMapper()
                .readTree(Bridge.send(HttpRequest.newBuilder(Bridge.management("/q/openapi?format=json"))
                                .build())
                        .body());
    }

    @Test
    void shouldSayWhatEachCallDoesAndHowItIsRefused() {
        for (JsonNode operation : operations()) {
            assertThat(operation.path("summary").asText())
                    .as(operation.toString())
                    .isNotBlank();
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .as(operation.path("summary").asText())
                    .contains("400", "401", "403", "429", "503");
            assertThat(operation.path("security").toString()).contains("token");
        }
        assertThat(document.at("/components/securitySchemes/token/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void shouldShowAnExampleOfEachBody() {
        for (JsonNode operation : operations()) {
            JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
            if (!schema.isMissingNode()) {
                JsonNode object = schema.has("items") ? schema.path("items") : schema;
                String name = object.path("$ref").asText().replace("#", "");
                assertThat(document.at(name).path("examples"))
                        .as(operation.path("summary").asText())
                        .isNotEmpty()
                        .allMatch(JsonNode::isObject);
            }
        }
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        assertThat(operations).isNotEmpty();
        return operations;
    }
}
