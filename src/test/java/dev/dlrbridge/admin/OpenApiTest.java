package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.GeneratedPage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The document from which clients are made. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OpenApiTest {
    /** The order is another at each build. */
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();

    private final JsonNode document = ApiOperation.document();

    @Test
    void shouldBeWhatTheCodeSays() throws Exception {
        Map<?, ?> made = SORTED.readValue(
                Bridge.send(HttpRequest.newBuilder(Bridge.management("/q/openapi-made?format=json"))
                                .build())
                        .body(),
                Map.class);

        GeneratedPage.assertCurrent(
                Path.of("src/main/resources/openapi.json"),
                SORTED.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n");
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
    void shouldNameEachCallOnceAndSayWhereItIsServed() {
        assertThat(operations())
                .extracting(operation -> operation.path("operationId").asText())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"))
                .contains("messageGet", "allMessagesList", "searchSearch");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("http://localhost:8090");
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
