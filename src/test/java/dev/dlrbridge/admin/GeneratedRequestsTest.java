package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Requests made of the OpenAPI document that the application serves, as described and with something wrong: none is
 * answered 5xx. The same ones in each build; with {@code -Pfuzz} others, for {@code -Dfuzz.seconds}.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class GeneratedRequestsTest {
    private static final int REQUESTS = 250;
    private static final Long SECONDS = Long.getLong("fuzz.seconds");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where an answer's items are found again, and by which of their fields. */
    private static final Map<String, String> PLACES =
            Map.of("channels", "id", "quarantine", "id", "replays", "id", "unmatched", "id", "messages", "messageId");

    private final long seed = SECONDS == null ? 1 : new Random().nextLong();
    private final Random random = new Random(seed);
    private final Map<String, List<String>> places = new HashMap<>();
    private final Set<String> succeeded = new HashSet<>();

    @Test
    void shouldNeverAnswerWithAFailureOfItsOwn() {
        // given
        Tenant tenant = setUp();
        JsonNode document = ApiOperation.document();
        List<ApiOperation> operations = ApiOperation.in(document);
        SchemaValues values = new SchemaValues(document, random, known(tenant));

        // when
        long end = System.nanoTime()
                + Duration.ofSeconds(SECONDS == null ? 0 : SECONDS).toNanos();
        for (int count = 0; SECONDS == null ? count < REQUESTS : System.nanoTime() < end; count++) {
            ApiOperation operation = operations.get(count % operations.size());
            GeneratedRequest request = new GeneratedRequest(operation, values, places, random);
            HttpResponse<String> answer = Bridge.send(
                    request.method(), request.pathAndQuery(), null, request.body(), withToken(request.headers()));

            // then
            check(operation, request, answer);
            if (answer.statusCode() < 300) {
                succeeded.add(operation.toString());
                harvest(operation, answer.body());
                if (operation.toString().equals("DELETE /api/v1/applications/{clientId}/portals/{memberId}")) {
                    populate(tenant);
                }
            }
        }
        assertThat(succeeded).as("calls that were made rightly").hasSizeGreaterThan(operations.size() / 2);
    }

    private void check(ApiOperation operation, GeneratedRequest request, HttpResponse<String> answer) {
        // A portal that refuses is told with its code.
        int least = operation.path().contains("/senders") && answer.statusCode() == 502 ? 503 : 500;
        assertThat(answer.statusCode())
                .as("seed %d: %s\n%s", seed, request, answer.body())
                .isLessThan(least);
        assertThat(answer.body())
                .as("seed %d: %s", seed, request)
                .doesNotContain("Exception", "dev.dlrbridge", "io.quarkus", "\tat ");
    }

    private Tenant setUp() {
        Tenant tenant = Tenant.create();
        populate(tenant);
        return tenant;
    }

    /** Something of everything: forwarded, unmatched, kept and refused. */
    private void populate(Tenant tenant) {
        Map<String, Object> portal = new HashMap<>(tenant.portalRequest());
        portal.put("requestLimit", "unlimited"); // lest calls about senders wait for their turn
        Bridge.admin().body(portal).put(tenant.unproved()).then().statusCode(200);
        Tenant.Callback kannel = tenant.channel("kannel");
        Tenant.Callback infobip = tenant.channel("infobip", Map.of("username", "a", "password", "b"));
        String messageId = tenant.message();
        Bridge.get(kannel.path() + "/" + messageId + "?type=1&fid=1");
        Bridge.get(kannel.path() + "?type=1&fid=2");
        Bridge.get(kannel.path() + "?type=zz");
        Bridge.post(infobip.path(), "application/json", "{}");
        places.put("applications", new ArrayList<>(List.of(tenant.clientId())));
        places.put("portals", new ArrayList<>(List.of(tenant.memberId())));
        places.put(
                "channels",
                new ArrayList<>(List.of(
                        kannel.channelId().toString(), infobip.channelId().toString())));
        places.put("messages", new ArrayList<>(List.of(messageId)));
        places.put("tokens", List.of("generated"));
        places.put("senders", List.of("sender1"));
    }

    /** Addresses of portals outside would really be called; other values only make more requests succeed. */
    private static Map<String, List<String>> known(Tenant tenant) {
        return Map.of(
                "clientEndpoint",
                List.of(tenant.portal().clientEndpoint().toString(), "https://portal.invalid/rest/"),
                "gateway",
                List.of("kannel", "twilio", "infobip", "generic-json"),
                "clientId",
                List.of(tenant.clientId()),
                "memberId",
                List.of(tenant.memberId()),
                "senderCode",
                List.of("sender1"),
                "name",
                List.of("generated"),
                "expiresAt",
                List.of("2099-01-01T00:00:00Z"));
    }

    private void harvest(ApiOperation operation, String body) {
        String[] words = operation.path().replaceAll("/\\{\\w+}$", "").split("/");
        String place = words[words.length - 1];
        String field = PLACES.get(place);
        if (field == null || body.isEmpty()) {
            return;
        }
        try {
            JsonNode answer = JSON.readTree(body);
            List<String> there = places.computeIfAbsent(place, absent -> new ArrayList<>());
            for (JsonNode item : answer.has("items")
                    ? answer.path("items")
                    : JSON.createArrayNode().add(answer)) {
                if (item.has(field) && there.size() < 50) {
                    there.add(item.path(field).asText());
                }
            }
        } catch (IOException e) {
            throw new AssertionError("an answer is no JSON: " + body, e);
        }
    }

    private static String[] withToken(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + DatabaseResource.ADMIN_TOKEN));
        return all.toArray(String[]::new);
    }
}
