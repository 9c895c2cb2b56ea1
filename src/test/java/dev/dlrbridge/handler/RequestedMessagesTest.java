package dev.dlrbridge.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.tenant.event.Subscriptions;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Integrator;
import dev.dlrbridge.testing.Integrator.Answer;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message from the portal's post to the status that the portal shows. The integrator is played by the test. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RequestedMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOOK = "/hook";
    private static final String NUMBER = "4915700000042";

    private final Rows rows;
    private final Subscriptions subscriptions;
    private final SecretBox secrets;
    private final HandedOver handedOver;
    private final FailedMessages failed;

    private Tenant tenant;
    private String address;
    private String message;

    RequestedMessagesTest(
            Rows rows, Subscriptions subscriptions, SecretBox secrets, HandedOver handedOver, FailedMessages failed) {
        this.rows = rows;
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.handedOver = handedOver;
        this.failed = failed;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
        address = PostedMessage.address(tenant);
        message = tenant.message();
    }

    @Test
    void shouldTellTheIntegratorEverythingThatHeNeedsToSendAMessageAndHaveItReported() {
        // given
        endpoint();
        Tenant.Callback channel = tenant.channel("kannel");

        // when
        assertThat(request()).isEqualTo(200);

        // then
        JsonObject data = event().data;
        assertThat(data.getString("application")).isEqualTo(tenant.clientId());
        assertThat(data.getString("memberId")).isEqualTo(tenant.memberId());
        assertThat(data.getString("domain")).isNotBlank();
        assertThat(data.getString("senderCode")).isEqualTo("sender1");
        assertThat(data.getString("to")).isEqualTo("+" + NUMBER);
        assertThat(data.getString("text")).isEqualTo("Ihr Code: marked-1234\nGrüße");
        assertThat(data.getString("messageId")).isEqualTo(message);
        assertThat(data.getString("reference")).isEqualTo(message);
        assertThat(data.getString("channelId")).isEqualTo(channel.channelId().toString());
        assertThat(Instant.parse(data.getString("requestedAt")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(report(data.getString("callbackUrl"), "?type=1")).isEqualTo(200);
        awaitShown("delivered");
    }

    @Test
    void shouldNameTheLanguageInWhichThePortalWasInstalledOnceItIsKnown() {
        // given
        endpoint();
        tenant.channel("kannel");

        // when
        request();
        boolean namedBefore = event().data.containsKey("language");
        rows.select("UPDATE portal SET language = 'de' WHERE member_id = $1", Tuple.of(tenant.memberId()));
        PostedMessage.post(address, PostedMessage.ofRobot(tenant, tenant.message()));

        // then
        assertThat(namedBefore).isFalse();
        assertThat(event().data.getString("language")).isEqualTo("de");
    }

    @Test
    void shouldHaveItReportedThroughTheApplicationsChannelByTheUrlTheReferenceOrTheGatewaysId() {
        // given
        endpoint();
        Tenant.Callback channel = tenant.applicationChannel("kannel");
        String second = tenant.message();
        String third = tenant.message();

        // when
        request();
        Told first = event();
        assertThat(first.data.getString("reference"))
                .matches("[A-Za-z0-9_-]{16,64}")
                .isNotEqualTo(message);
        assertThat(report(first.data.getString("callbackUrl"), "?type=1")).isEqualTo(200);
        PostedMessage.post(address, PostedMessage.ofRobot(tenant, second));
        Told another = event();
        assertThat(Bridge.get(channel.path() + "?type=1&ref=" + another.data.getString("reference"))
                        .statusCode())
                .isEqualTo(200);
        PostedMessage.post(address, PostedMessage.ofRobot(tenant, third));
        deliver(event(), "{\"gatewayIds\":[\"part-1\",12345]}");
        assertThat(Bridge.get(channel.path() + "?type=1&fid=12345").statusCode())
                .isEqualTo(200);

        // then
        for (String each : List.of(message, second, third)) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(tenant.shown(each)).isEqualTo("delivered"));
        }
    }

    @Test
    void shouldReachNoPortalOfAnotherApplicationByItsReference() {
        // given
        endpoint();
        tenant.applicationChannel("kannel");
        request();
        String reference = event().data.getString("reference");
        Tenant foreign = Tenant.create();
        Tenant.Callback channel = foreign.applicationChannel("kannel");

        // when
        for (String forged : List.of(reference, message, "0".repeat(32))) {
            assertThat(Bridge.get(channel.path() + "/" + forged + "?type=1&fid=f-" + forged)
                            .statusCode())
                    .isEqualTo(200);
        }

        // then
        assertThat(rows.count("message", channel.channelId())).isZero();
        assertThat(rows.count("unmatched", channel.channelId())).isEqualTo(3);
    }

    @Test
    void shouldTellItOnceThoughItComesAgainAndAtOnce() {
        // given
        endpoint();
        tenant.channel("kannel");

        // when
        List<CompletableFuture<Integer>> posts = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::request))
                .toList();

        // then
        assertThat(posts).allMatch(post -> post.join() == 200);
        assertThat(events()).hasSize(1);
    }

    @Test
    void shouldKnowTheMessageByTheIdThatTheIntegratorAnswers() {
        // given
        endpoint();
        Tenant.Callback channel = tenant.channel("kannel");
        request();

        // when
        deliver(event(), "{\"gatewayId\":\"gw-1\"}");
        assertThat(Bridge.get(channel.path() + "?type=2&fid=gw-1").statusCode()).isEqualTo(200);

        // then
        awaitShown("undelivered");
    }

    @Test
    void shouldTellThePortalWhatTheIntegratorCouldNotSend() {
        // given
        endpoint();
        tenant.channel("kannel");
        request();

        // when
        deliver(event(), "{\"status\":\"failed\",\"errorCode\":\"NO_CREDIT\",\"errorText\":\"Credit is used up\"}");

        // then
        awaitShown("failed");
        assertThat(tenant.known(message).getString("reports[0].errorCode")).isEqualTo("NO_CREDIT");
        assertThat(tenant.known(message).getString("reports[0].errorText")).isEqualTo("Credit is used up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "[]",
                "{}",
                "null",
                "{\"gatewayId\":{}}",
                "{\"gatewayIds\":\"a\"}",
                "{\"status\":\"sent\"}",
                "\u0000\u00ff"
            })
    void shouldTakeAnyAnswerAsThatTheIntegratorHasTheMessage(String answer) {
        // given
        endpoint();
        tenant.channel("kannel");
        request();

        // when
        deliver(event(), answer);

        // then
        assertThat(outcome()).isEqualTo("handed");
        assertThat(rows.select("SELECT 1 FROM message WHERE message_id = $1", Tuple.of(message)))
                .isEmpty();
    }

    @Test
    void shouldChangeNothingByASecondAnswerOrAnIdOfAnotherMessage() {
        // given
        endpoint();
        Tenant.Callback channel = tenant.channel("kannel");
        request();
        Told first = event();
        deliver(first, "{\"gatewayId\":\"gw-1\"}");
        String second = tenant.message();
        PostedMessage.post(address, PostedMessage.ofPerson(tenant, second));

        // when
        deliver(first, "{\"status\":\"failed\"}");
        deliver(event(), "{\"gatewayId\":\"gw-1\"}");
        Bridge.get(channel.path() + "?type=1&fid=gw-1");

        // then
        awaitShown("delivered");
        assertThat(tenant.shown(second)).isEqualTo("sent");
    }

    @Test
    void shouldBeFailedAtThePortalWhenTheOutboxGaveUp() {
        // given
        endpoint();
        tenant.channel("kannel");
        request();
        Told told = event();

        // when
        handedOver.givenUp(told.id, told.portal).await().atMost(PATIENCE);

        // then
        awaitFailed("NOT_HANDED_OVER");
    }

    @Test
    void shouldBeFailedAtThePortalWhenItsTimeIsOver() {
        // given
        endpoint();
        tenant.channel("kannel");
        request();
        rows.select("UPDATE requested_message SET deadline_at = now() WHERE message_id = $1", Tuple.of(message));

        // when
        failed.reportOverdue().await().atMost(PATIENCE);

        // then
        awaitFailed("NOT_HANDED_OVER");
    }

    @Test
    void shouldBeFailedAtOnceWhenNobodyTakesMessages() {
        tenant.channel("kannel");

        assertThat(request()).isEqualTo(200);

        awaitFailed("NO_ENDPOINT");
    }

    @Test
    void shouldBeFailedAtOnceWhenNoChannelHasItsSender() {
        endpoint();

        assertThat(request()).isEqualTo(200);

        awaitFailed("NO_CHANNEL");
    }

    @ParameterizedTest
    @CsvSource({"message_to, '', NO_RECIPIENT", "message_body, '', NO_TEXT", "message_body, long, TEXT_TOO_LONG"})
    void shouldBeFailedAtOnceWhenItCannotBeSent(String field, String value, String code) {
        // given
        endpoint();
        tenant.channel("kannel");
        String form = PostedMessage.ofPerson(tenant, message)
                .replaceAll(
                        "&" + field + "=[^&]*", "&" + field + "=" + (value.equals("long") ? "x".repeat(5001) : value));

        // when
        assertThat(PostedMessage.post(address, form).statusCode()).isEqualTo(200);

        // then
        awaitFailed(code);
        assertThat(events()).isEmpty();
    }

    @Test
    void shouldSayItsFailureOnceMoreSinceThePortalMayWriteSentOverAnEarlyStatus() {
        tenant.channel("kannel");

        request();

        awaitFailed("NO_ENDPOINT");
        Awaitility.await()
                .untilAsserted(() -> assertThat(rows.select(
                                "SELECT 1 FROM message WHERE message_id = $1 AND confirm_at > now()",
                                Tuple.of(message)))
                        .hasSize(1));
    }

    @Test
    void shouldKeepNothingOfTextAndRecipientOnceItWasHandedOverNorEverLogThem() {
        // given
        endpoint();
        tenant.channel("kannel");
        LogCapture log = LogCapture.open();
        try (log) {
            // when
            request();
            Told told = event();
            assertNothingReadable();
            deliver(told, "{\"gatewayId\":\"gw-9\"}");
            asOutboxDoes(told);
        }

        // then
        assertNothingReadable();
        assertThat(rows.select(
                        "SELECT 1 FROM requested_message WHERE recipient IS NOT NULL AND message_id = $1",
                        Tuple.of(message)))
                .isEmpty();
        assertThat(log.lines()).noneMatch(line -> line.contains("marked-") || line.contains(NUMBER));
    }

    @Test
    void shouldLeaveNoTraceOfTextAndRecipientAfterTheWholeWayOfAMessage() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        LogCapture log = LogCapture.open();
        try (log;
                Integrator integrator = new Integrator()) {
            integrator.answers(HOOK, Answer.of(200, "{\"gatewayId\":\"gw-7\"}".getBytes(StandardCharsets.UTF_8)));
            Bridge.admin()
                    .body(Map.of("url", integrator.url(HOOK), "kinds", List.of("message.requested", "message.settled")))
                    .put("/applications/" + tenant.clientId() + "/endpoints/main")
                    .then()
                    .statusCode(200);

            // when
            request();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(integrator.at(HOOK))
                            .singleElement()
                            .satisfies(told -> assertThat(
                                            told.json().getJsonObject("data").getString("to"))
                                    .isEqualTo("+" + NUMBER)));
            Bridge.get(channel.path() + "?type=1&fid=gw-7&to=%2B" + NUMBER
                    + "&reply=id%3Agw-7+sub%3A001+dlvrd%3A001+stat%3ADELIVRD+err%3A000+text%3Amarked-1234");
            awaitShown("delivered");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(integrator.at(HOOK)).hasSize(2));
            Awaitility.await().untilAsserted(() -> assertThat(outcome()).isEqualTo("handed"));
            Awaitility.await().untilAsserted(this::assertNothingKept);
        }

        // then
        assertNothingReadable();
        assertThat(log.lines()).noneMatch(line -> line.contains("marked-") || line.contains(NUMBER));
    }

    /** Of the content that was encrypted; what is read by nobody but whoever has the keys is gone, too. */
    private void assertNothingKept() {
        assertThat(rows.select(
                        "SELECT 1 FROM requested_message WHERE recipient IS NOT NULL AND message_id = $1",
                        Tuple.of(message)))
                .isEmpty();
        assertThat(rows.select(
                        "SELECT 1 FROM webhook_event WHERE client_id = $1 AND kind = 'message.requested' AND payload IS NOT NULL",
                        Tuple.of(tenant.clientId())))
                .isEmpty();
    }

    @Test
    void shouldErasePortalsRequests() {
        endpoint();
        tenant.channel("kannel");
        request();

        Bridge.admin().delete(tenant.path()).then().statusCode(204);

        assertThat(request()).isEqualTo(404);
    }

    private void assertNothingReadable() {
        assertThat(rows.everything())
                .noneMatch(row -> row.contains("marked-1234") || row.contains(NUMBER) || row.contains("marked-access"))
                .noneMatch(row -> row.contains(hex("marked-1234")) || row.contains(hex(NUMBER)));
    }

    /** What the outbox does once its listener is content. */
    private void asOutboxDoes(Told told) {
        rows.select("UPDATE webhook_event SET payload = NULL WHERE event_id = $1", Tuple.of(told.id));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private int request() {
        return PostedMessage.post(address, PostedMessage.ofPerson(tenant, message))
                .statusCode();
    }

    private static int report(String callbackUrl, String query) {
        return Bridge.get(URI.create(callbackUrl).getRawPath() + query).statusCode();
    }

    private void deliver(Told told, String answer) {
        handedOver
                .delivered(told.id, told.portal, answer.getBytes(StandardCharsets.UTF_8))
                .await()
                .atMost(PATIENCE);
    }

    private void awaitShown(String status) {
        Awaitility.await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo(status));
    }

    private void awaitFailed(String code) {
        awaitShown("failed");
        assertThat(tenant.known(message).getString("reports[0].errorCode")).isEqualTo(code);
        assertThat(outcome()).isEqualTo("failed");
    }

    private String outcome() {
        return rows.select("SELECT outcome FROM requested_message WHERE message_id = $1", Tuple.of(message))
                .get(0)
                .getString(0);
    }

    /** Nobody listens at its address: what is delivered the test says itself. */
    private void endpoint() {
        rows.select("""
                INSERT INTO webhook_endpoint (client_id, name, url, kinds, secret)
                VALUES ($1, 'main', 'http://127.0.0.1:1/', '{message.requested}', '\\x00')
                """, Tuple.of(tenant.clientId()));
        subscriptions.read().await().atMost(PATIENCE);
    }

    /** The last one. */
    private Told event() {
        List<Told> all = events();
        return all.get(all.size() - 1);
    }

    private List<Told> events() {
        return rows
                .select(
                        "SELECT event_id, portal_id, payload FROM webhook_event WHERE client_id = $1 ORDER BY seq",
                        Tuple.of(tenant.clientId()))
                .stream()
                .map(this::told)
                .toList();
    }

    private Told told(Row row) {
        UUID id = row.getUUID(0);
        byte[] payload = secrets.open(
                "webhook_event", "payload", id.toString(), row.getBuffer(2).getBytes());
        JsonObject event = new JsonObject(new String(payload, StandardCharsets.UTF_8));
        assertThat(event.getString("type")).isEqualTo("message.requested");
        return new Told(id, row.getUUID(1), event.getJsonObject("data"));
    }

    private record Told(UUID id, UUID portal, JsonObject data) {}
}
