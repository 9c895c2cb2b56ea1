package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.dlrbridge.admin.ApiOperation.Parameter;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each parameter, header, cursor and field of each call in the OpenAPI document with each value that the database, a
 * number or a time does not have: the caller is told that it is wrong, and nothing is taken for something else.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OddValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As they stand in an address: what is no text at all is refused wherever it stands. */
    private static final List<String> NO_TEXTS = List.of("a%00b", "%0A", "%7F", "%C2%85", "%ED%A0%80", "%FF");

    private static final List<String> ODD_TEXTS = List.of(
            "-1",
            "1001",
            "9999999999999999999",
            "1e1000000000",
            "NaN",
            "-1000000000-01-01T00:00:00Z",
            "-4713-01-01T00:00:00Z",
            "+294277-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "2026-02-30T00:00:00Z",
            "P106751991167300D",
            // Longer than an index of the database takes, and not to be compressed.
            new Random(1).ints(3_000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining()));

    private static final List<String> NO_TEXTS_OF_JSON = List.of("\"\\ud800\"", "\"a\\udc00b\"");

    private static final List<String> ODD_JSON = List.of(
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\u0001\"",
            "\"\\ufffe\"",
            "-1",
            "1e1000000000",
            "-1e1000000000",
            "1e-1000000000",
            "99999999999999999999999999999999999999999999",
            "\"1e1000000000\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"P106751991167300D\"",
            "\"PT-1S\"",
            "\"PT9223372036854775807S\"",
            "true",
            "[]",
            "{}",
            "[null]");

    private Tenant tenant;
    private Map<String, String> places;
    private SchemaValues values;
    private List<ApiOperation> operations;

    @BeforeEach
    void setUp() {
        tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");
        places = Map.of(
                "clientId", tenant.clientId(),
                "memberId", tenant.memberId(),
                "id", channel.channelId().toString(),
                "messageId", Tenant.newId(),
                "reportId", "1",
                "name", "nobody",
                "code", "sender9");
        JsonNode document = ApiOperation.document();
        operations = ApiOperation.in(document);
        values = new SchemaValues(
                document, new Random(1), Map.of("clientEndpoint", List.of("https://portal.invalid/rest/")));
    }

    @Test
    void shouldSayWhatIsWrongWithAParameter() {
        for (ApiOperation operation : operations) {
            for (Parameter parameter : operation.parameters()) {
                Stream<String> odd = oddTexts(operation, parameter).map(OddValuesTest::encoded);
                Stream.concat(odd, NO_TEXTS.stream()).forEach(value -> {
                    int status = send(operation, parameter, value);
                    boolean noText = NO_TEXTS.contains(value) && !parameter.in().equals("header");
                    assertThat(status)
                            .as("%s with %s %s", operation, parameter.name(), value)
                            .isBetween(noText ? 400 : 200, 499);
                });
            }
        }
    }

    @Test
    void shouldSayWhatIsWrongWithACursor() {
        for (ApiOperation operation : operations) {
            for (Parameter parameter : operation.parameters()) {
                if (parameter.name().equals("after")) {
                    for (String text : ODD_TEXTS) {
                        for (String key :
                                List.of(text, text + " " + places.get("id"), "2026-06-01T00:00:00Z " + text)) {
                            assertThat(send(operation, parameter, cursor(key.getBytes(StandardCharsets.UTF_8))))
                                    .as("%s after %s", operation, key)
                                    .isBetween(200, 499);
                        }
                    }
                    for (byte[] noText : List.of(new byte[] {0}, new byte[] {'a', 10}, new byte[] {(byte) 0xff})) {
                        assertThat(send(operation, parameter, cursor(noText)))
                                .as("%s after bytes", operation)
                                .isBetween(400, 499);
                    }
                }
            }
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAField() {
        for (ApiOperation operation : operations) {
            if (!operation.hasBody()) {
                continue;
            }
            JsonNode body = values.complete(operation.body());
            for (String pointer : pointers(body, "")) {
                for (String odd : ODD_JSON) {
                    assertThat(status(operation, operation.path(), with(body, pointer, odd), Map.of()))
                            .as("%s with %s %s", operation, pointer, odd)
                            .isBetween(200, 499);
                }
                for (String odd : NO_TEXTS_OF_JSON) {
                    assertThat(status(operation, operation.path(), with(body, pointer, odd), Map.of()))
                            .as("%s with %s %s", operation, pointer, odd)
                            .isBetween(400, 499);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e1000000000", "1e30", "-1", "0", "604800", "\"P91D\"", "\"PT-1S\"", "\"P1\"", "[]", "true"})
    void shouldKeepTheOldKeyWhenTheGracePeriodIsNone(String grace) {
        Tenant.Callback channel = tenant.channel("kannel");

        assertThat(Bridge.admin()
                        .body("{\"gracePeriod\":" + grace + "}")
                        .post("/channels/" + channel.channelId() + "/rotate-key")
                        .statusCode())
                .isEqualTo(400);

        assertThat(Bridge.get(channel.path() + "/" + Tenant.newId() + "?type=1&fid=1")
                        .statusCode())
                .isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1e30", "1e1000000000", "-1e1000000000", "\"+1000000000-01-01T00:00:00Z\""})
    void shouldRefuseATimeThatIsNoneOrANumber(String time) {
        Map<String, Object> request = tenant.portalRequest();
        String body = json(request).replaceFirst("\"expiresAt\":\"[^\"]*\"", "\"expiresAt\":" + time);

        assertThat(Bridge.admin().body(body).put(tenant.path()).statusCode()).isEqualTo(400);
        assertThat(Bridge.admin()
                        .body("{\"name\":\"odd\",\"role\":\"viewer\",\"expiresAt\":" + time + "}")
                        .post("/tokens")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Parts of a path are the same few in nearly every call: there each has a third of the texts, in turns. */
    private Stream<String> oddTexts(ApiOperation operation, Parameter parameter) {
        int turn = parameter.in().equals("path") ? 3 : 1;
        int first = operations.indexOf(operation) % turn;
        return IntStream.range(0, ODD_TEXTS.size())
                .filter(i -> i % turn == first)
                .mapToObj(ODD_TEXTS::get);
    }

    private int send(ApiOperation operation, Parameter odd, String value) {
        String path =
                odd.in().equals("path") ? operation.path().replace("{" + odd.name() + "}", value) : operation.path();
        String query = odd.in().equals("query") ? "?" + odd.name() + "=" + value : "";
        String body = operation.hasBody() ? values.complete(operation.body()).toString() : "";
        Map<String, String> headers = odd.in().equals("header") ? Map.of(odd.name(), value) : Map.of();
        return status(operation, path + query, body, headers);
    }

    private int status(ApiOperation operation, String path, String body, Map<String, String> headers) {
        String filled = path;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        List<String> named = new ArrayList<>(List.of("Authorization", "Bearer " + DatabaseResource.ADMIN_TOKEN));
        headers.forEach((name, value) -> named.addAll(List.of(name, value)));
        HttpResponse<String> answer = Bridge.send(
                operation.method(),
                filled,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                named.toArray(String[]::new));
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
        // A portal that cannot be reached is no failure of the bridge's.
        boolean portals = operation.path().contains("/senders") && answer.statusCode() == 502;
        return portals ? 400 : answer.statusCode();
    }

    private static List<String> pointers(JsonNode node, String at) {
        if (node.isArray()) {
            return Stream.concat(
                            Stream.of(at), node.isEmpty() ? Stream.of() : pointers(node.get(0), at + "/0").stream())
                    .filter(pointer -> !pointer.isEmpty())
                    .toList();
        }
        if (!node.isObject()) {
            return List.of(at);
        }
        return node.properties().stream()
                .flatMap(member -> pointers(member.getValue(), at + "/" + member.getKey()).stream())
                .toList();
    }

    private static String with(JsonNode body, String pointer, String odd) {
        try {
            JsonNode copy = JSON.readTree(body.toString());
            int slash = pointer.lastIndexOf('/');
            JsonNode parent = copy.at(pointer.substring(0, slash));
            JsonNode value = JsonNodeFactory.instance.rawValueNode(new RawValue(odd));
            if (parent instanceof ObjectNode object) {
                object.set(pointer.substring(slash + 1), value);
            } else {
                ((ArrayNode) parent).set(0, value);
            }
            return copy.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, Object> request) {
        return JSON.valueToTree(request).toString();
    }

    private static String cursor(byte... key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
