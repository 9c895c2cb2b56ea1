package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.quarantine.KeptReader;
import dev.dlrbridge.quarantine.QuarantineDoor;
import dev.dlrbridge.quarantine.QuarantineEntries;
import dev.dlrbridge.quarantine.Replay;
import dev.dlrbridge.quarantine.ReplayResult;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import dev.dlrbridge.trace.Failures;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in quarantine can be found, looked at, replayed and deleted. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ReplayTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PHONE = "4915112345678";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Tenant tenant;

    private final Rows rows;
    private final Channels channels;
    private final Journal journal;
    private final QuarantineEntries entries;
    private final QuarantineDoor door;
    private final KeptReader reader;
    private final Failures failures;

    ReplayTest(
            Rows rows,
            Channels channels,
            Journal journal,
            QuarantineEntries entries,
            QuarantineDoor door,
            KeptReader reader,
            Failures failures) {
        this.rows = rows;
        this.channels = channels;
        this.journal = journal;
        this.entries = entries;
        this.door = door;
        this.reader = reader;
        this.failures = failures;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldForwardWhatAMendedProfileUnderstands(@TempDir Path directory) throws IOException {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");
        String message = tenant.message();
        Bridge.post(channel.path() + "/" + message, FORM, "id=a&message_status=INVENTED");
        Replay asBefore = replay(Gateways.builtIn());
        Replay mended = replay(Gateways.builtIn().withDirectory(mendedProfile(directory)));

        // when
        ReplayResult before =
                asBefore.byId(theOnlyEntry(channel)).await().atMost(PATIENCE).orElseThrow();
        ReplayResult after =
                mended.byId(theOnlyEntry(channel)).await().atMost(PATIENCE).orElseThrow();

        // then
        assertThat(before).isEqualTo(ReplayResult.UNREADABLE);
        assertThat(after).isEqualTo(ReplayResult.REPLAYED);
        assertThat(rows.count("quarantine", channel.channelId())).isZero();
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
    }

    @Test
    void shouldReplayAnUnverifiedRequestOnlyOnceItVerifies() {
        // given
        Tenant.Callback channel =
                tenant.channel("twilio", Map.of("authToken", "wrong"), Map.of("onBadSignature", "quarantine"));
        String message = tenant.message();
        String path = channel.path() + "/" + message;
        String form = "MessageSid=SM1&MessageStatus=delivered";
        String signature = Twilio.signature("right", DatabaseResource.PUBLIC_URL + path, form);
        Bridge.post(path, FORM, form, "X-Twilio-Signature", signature);
        UUID id = theOnlyEntry(channel);

        // when
        String before = replayResult(id);
        Bridge.admin()
                .body(Map.of("secrets", Map.of("authToken", "right")))
                .patch("/channels/" + channel.channelId())
                .then()
                .statusCode(200);
        String after = replayResult(id);

        // then
        assertThat(before).isEqualTo("not_authentic");
        assertThat(after).isEqualTo("replayed");
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
    }

    @Test
    void shouldReplayAllOfAGatewayAndReportTheResult() {
        // given
        Tenant.Callback mended = tenant.channel("jasmin");
        Tenant.Callback broken = tenant.channel("jasmin");
        for (int order = 0; order < 60; order++) {
            Bridge.post(mended.path() + "/order-" + order, FORM, "message_status=DELIVRD");
        }
        Bridge.post(broken.path(), FORM, "message_status=INVENTED");
        Bridge.admin()
                .body(Map.of("messageIdPattern", "order-\\d{1,9}"))
                .patch("/channels/" + mended.channelId())
                .then()
                .statusCode(200);

        // when
        String run = Bridge.admin()
                .post("/quarantine/replay?gateway=jasmin")
                .then()
                .statusCode(202)
                .body("state", equalTo("running"))
                .extract()
                .path("id");

        // then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> Bridge.admin()
                        .get("/replays/" + run)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("finished")));
        JsonPath result = Bridge.admin().get("/replays/" + run).jsonPath();
        assertThat(result.getInt("replayed")).isGreaterThanOrEqualTo(60);
        assertThat(result.getInt("unreadable")).isGreaterThanOrEqualTo(1);
        assertThat(rows.count("quarantine", mended.channelId())).isZero();
        assertThat(rows.count("message", mended.channelId())).isEqualTo(60);
        assertThat(rows.count("quarantine", broken.channelId())).isOne();
        assertThat(rows.select(
                                "SELECT entries FROM quarantine_usage WHERE channel_id = $1",
                                io.vertx.mutiny.sqlclient.Tuple.of(mended.channelId()))
                        .get(0)
                        .getLong(0))
                .as("room is free again")
                .isZero();
    }

    @Test
    void shouldListAndShowEntriesWithoutTheirValues() {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");
        Bridge.post(channel.path(), FORM, "message_status=INVENTED&to=" + PHONE);
        Bridge.post(channel.path(), FORM, PHONE);
        Bridge.post(channel.path(), FORM, "a=b");

        // when
        JsonPath first = page(channel, Map.of("limit", 2));
        JsonPath second = page(channel, Map.of("limit", 2, "after", first.getString("after")));

        // then
        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("after")).isNull();
        assertThat(second.getString("items[0].reason")).isEqualTo("unknown status");
        assertThat(page(channel, Map.of("verified", "false")).getList("items")).isEmpty();
        assertThat(page(channel, Map.of("gateway", "kannel")).getList("items")).isEmpty();
        Bridge.admin()
                .get("/quarantine/" + second.getString("items[0].id"))
                .then()
                .statusCode(200)
                .body("request.method", equalTo("POST"))
                .body("request.formNames", equalTo(List.of("message_status", "to")))
                .body(not(containsString(PHONE)));
        Bridge.admin()
                .get("/quarantine/" + first.getString("items[1].id"))
                .then()
                .body("request.formNames", equalTo(List.of("?")));
    }

    @Test
    void shouldRevealARequestWithoutTheChannelsSecrets() {
        // given
        Tenant.Callback channel =
                tenant.channel("twilio", Map.of("authToken", "marked token"), Map.of("onBadSignature", "quarantine"));
        Bridge.post(
                channel.path() + "/abc?token=marked+token",
                FORM,
                "To=" + PHONE + "&x=marked+token",
                "X-Twilio-Signature",
                "marked-signature",
                "Authorization",
                "Basic marked-basic");

        // when, then
        Bridge.admin()
                .post("/quarantine/" + theOnlyEntry(channel) + "/reveal")
                .then()
                .statusCode(200)
                .body("messageId", equalTo("abc"))
                .body("body", equalTo("To=" + PHONE + "&x=[redacted]"))
                .body("headers.keySet()", not(hasSize(0)))
                .body(not(containsString("marked")))
                .body(not(containsString(channel.path())));
    }

    @Test
    void shouldDeleteAnEntryOnce() {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");
        Bridge.post(channel.path(), FORM, "a=b");
        UUID id = theOnlyEntry(channel);

        // when, then
        Bridge.admin().delete("/quarantine/" + id).then().statusCode(204);
        Bridge.admin().delete("/quarantine/" + id).then().statusCode(404);
        Bridge.admin().get("/quarantine/" + id).then().statusCode(404);
        Bridge.admin().post("/quarantine/" + id + "/replay").then().statusCode(404);
    }

    @Test
    void shouldRefuseFiltersThatAreNone() {
        for (Map.Entry<String, String> wrong :
                Map.of("channelId", "x", "verified", "maybe", "after", "%%%").entrySet()) {
            Bridge.admin()
                    .queryParam(wrong.getKey(), wrong.getValue())
                    .get("/quarantine")
                    .then()
                    .statusCode(400)
                    .body("errors.field", equalTo(List.of(wrong.getKey())));
        }
        Bridge.admin().post("/quarantine/replay?gateway=unheard-of").then().statusCode(400);
    }

    @Test
    void shouldShowTheLastTwentyRefusalsOfAChannel() {
        // given
        Tenant.Callback channel = tenant.channel("twilio", Map.of("authToken", "t"));

        // when
        for (int i = 0; i < 25; i++) {
            Bridge.post(channel.path(), FORM, "a=b", "X-Twilio-Signature", "marked", "X-Phone", PHONE);
        }
        Bridge.post(channel.path(), "text/plain", "a");

        // then
        await().untilAsserted(() -> Bridge.admin()
                .get("/channels/" + channel.channelId())
                .then()
                .body("refusals", hasSize(20))
                .body("refusals.reason.unique()", containsInAnyOrder("signature_missing", "signature_wrong"))
                .body(
                        "refusals[5].headerNames.findAll { it.startsWith('x-') }",
                        equalTo(List.of("x-phone", "x-twilio-signature")))
                .body(not(containsString("marked")))
                .body(not(containsString(PHONE))));
        assertThat(rows.count("refusal", channel.channelId())).isEqualTo(20);
    }

    private Replay replay(Gateways gateways) {
        return new Replay(channels, gateways, journal, entries, door, reader, failures);
    }

    private static Path mendedProfile(Path directory) throws IOException {
        try (var profile = Gateways.class.getResourceAsStream("/gateways/jasmin.yaml")) {
            String known = new String(profile.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    directory.resolve("jasmin.yaml"),
                    known.replace("  DELIVRD: delivered\n", "  DELIVRD: delivered\n  INVENTED: delivered\n"));
        }
        return directory;
    }

    private static UUID theOnlyEntry(Tenant.Callback channel) {
        List<String> ids = page(channel, Map.of()).getList("items.id");
        assertThat(ids).hasSize(1);
        return UUID.fromString(ids.get(0));
    }

    private static String replayResult(UUID id) {
        return Bridge.admin()
                .post("/quarantine/" + id + "/replay")
                .then()
                .statusCode(200)
                .extract()
                .path("result");
    }

    private static JsonPath page(Tenant.Callback channel, Map<String, ?> parameters) {
        return Bridge.admin()
                .queryParam("channelId", channel.channelId())
                .queryParams(parameters)
                .get("/quarantine")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
