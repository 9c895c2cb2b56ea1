package dev.dlrbridge.webhook;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static dev.dlrbridge.webhook.WebhookFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.PortalEvent;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Integrator;
import dev.dlrbridge.testing.Integrator.Answer;
import dev.dlrbridge.testing.Integrator.Received;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What integrators are sent, and what becomes of their answers. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class WebhookDeliveryTest {
    private static final String HOOK = "/hook";

    private final Integrator integrator = new Integrator();
    private final WebhookFixture fixture;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Parking parking;
    private final TestReceipts receipts;
    private Portal portal;
    private String clientId;

    WebhookDeliveryTest(
            WebhookFixture fixture,
            Endpoints endpoints,
            Deliveries deliveries,
            Parking parking,
            TestReceipts receipts) {
        this.fixture = fixture;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.parking = parking;
        this.receipts = receipts;
    }

    @BeforeEach
    void makePortal() {
        portal = fixture.portal();
        clientId = portal.clientId();
    }

    @AfterEach
    void close() {
        integrator.close();
    }

    @Test
    void shouldTellSignedWhatHappenedWithPortalAndApplication() {
        // given
        String secret = fixture.endpoint(clientId, integrator.url(HOOK), EventKind.PORTAL_PARKED);

        // when
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));

        // then
        await().untilAsserted(() -> assertThat(integrator.at(HOOK)).hasSize(1));
        Received event = integrator.at(HOOK).get(0);
        assertThat(event.type()).isEqualTo("portal.parked");
        assertThat(event.json().getInstant("timestamp")).isNotNull();
        assertThat(event.json().getJsonObject("data"))
                .isEqualTo(new JsonObject(Map.of(
                        "application",
                        clientId,
                        "memberId",
                        portal.memberId(),
                        "domain",
                        "acme.bitrix24.de",
                        "reason",
                        "PAYMENT_REQUIRED")));
        assertThat(event.signature()).isEqualTo(signature(secret, event));
    }

    @Test
    void shouldWriteNothingForAKindThatNoEndpointChose() {
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.PORTAL_RESUMED);

        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        assertThat(fixture.isWritten(event)).isFalse();
    }

    @Test
    void shouldKeepTheOrderOfAPortalWhileOtherPortalsAreTold() {
        // given
        Portal other = fixture.portalOf(clientId);
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.PORTAL_PARKED, EventKind.PORTAL_RESUMED);
        integrator.answers(HOOK, exchange -> {
            boolean first = integrator.at(HOOK).size() == 1;
            Answer.status(first ? 500 : 200).give(exchange);
        });

        // when
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        await().untilAsserted(() -> assertThat(integrator.at(HOOK)).hasSize(1));
        await(parking.resume(portal.id()));
        fixture.write(other, EventKind.PORTAL_RESUMED, Map.of());

        // then
        await().untilAsserted(() -> assertThat(integrator.at(HOOK).stream().map(WebhookDeliveryTest::memberId))
                .contains(other.memberId()));
        await().untilAsserted(() -> {
            fixture.waitIsOver(clientId);
            assertThat(typesOf(portal)).containsExactly("portal.parked", "portal.parked", "portal.resumed");
        });
        List<Received> own = of(portal);
        assertThat(own.get(0).id())
                .isEqualTo(own.get(1).id())
                .isNotEqualTo(own.get(2).id());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 404, 500, 503})
    void shouldTryAgainWhatWasNotTakenAndFollowNoRedirect(int status) {
        // given
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        integrator.answers(HOOK, Answer.of(status, "Location", integrator.url("/elsewhere")));

        // when
        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        // then
        await().untilAsserted(() ->
                assertThat(fixture.event(event).getInteger("status")).isEqualTo(status));
        assertThat(fixture.outcome(event)).isNull();
        assertThat(fixture.endpoint(clientId).failingSince()).isNotNull();
        assertThat(integrator.at("/elsewhere")).isEmpty();

        // when
        integrator.answers(HOOK, Answer.status(200));
        fixture.waitIsOver(clientId);

        // then
        await().untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
        await().untilAsserted(() ->
                assertThat(fixture.endpoint(clientId).failingSince()).isNull());
    }

    @Test
    void shouldWaitAsLongAsRetryAfterSays() {
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        integrator.answers(HOOK, Answer.of(429, "Retry-After", "3600"));

        fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        await().untilAsserted(() -> assertThat(fixture.select(
                        "SELECT extract(epoch FROM due_at - now())::int FROM webhook_line WHERE client_id = $1"
                                + " AND claim IS NULL",
                        clientId))
                .singleElement()
                .satisfies(line -> assertThat(line.getInteger(0)).isBetween(3500, 3600)));
    }

    @Test
    void shouldSwitchAnEndpointOffThatIsGoneUntilItIsSetUpAgain() {
        // given
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        integrator.answers(HOOK, Answer.status(410));

        // when
        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());
        await().untilAsserted(
                        () -> assertThat(fixture.endpoint(clientId).state()).isEqualTo(EndpointState.GONE));

        // then
        assertThat(fixture.isWritten(fixture.write(portal, EventKind.SENDER_MISSING, Map.of())))
                .isFalse();
        fixture.waitIsOver(clientId);
        await().untilAsserted(() -> assertThat(fixture.select(
                        "SELECT 1 FROM webhook_line WHERE client_id = $1 AND due_at > now() + interval '1 minute'"
                                + " AND claim IS NULL",
                        clientId))
                .isNotEmpty());
        assertThat(integrator.at(HOOK)).hasSize(1);

        // when
        integrator.answers(HOOK, Answer.status(200));
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);

        // then
        await().untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
    }

    @Test
    void shouldReadNoMoreOfAnAnswerThanItsBound() {
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.MESSAGE_REQUESTED);
        byte[] large = new byte[10 << 20];
        Arrays.fill(large, (byte) 'x');
        integrator.answers(HOOK, Answer.of(200, large));

        UUID event = fixture.write(portal, EventKind.MESSAGE_REQUESTED, Map.of("text", "Code 1234"));

        await().untilAsserted(() -> assertThat(receipts.answer(event)).hasSize(64 << 10));
        await().untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
    }

    @Test
    void shouldHandTheAnswerOverBeforeItCountsAndKeepNothingOfTheMessage() {
        // given
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.MESSAGE_REQUESTED);
        integrator.answers(HOOK, Answer.of(200, "no JSON, 4917012345678".getBytes(StandardCharsets.UTF_8)));
        receipts.failOnce();

        // when
        UUID event = fixture.write(portal, EventKind.MESSAGE_REQUESTED, Map.of("text", "Code 1234"));
        await().untilAsserted(() -> assertThat(fixture.attempts(event)).isEqualTo(1));
        assertThat(fixture.outcome(event)).isNull();
        fixture.waitIsOver(clientId);

        // then
        await().untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
        assertThat(new String(receipts.answer(event), StandardCharsets.UTF_8)).startsWith("no JSON");
        assertThat(fixture.event(event).getBuffer("payload")).isNull();
        assertThat(fixture.event(event).getString("answer")).isNull();
        assertThat(await(deliveries.again(clientId, NAME, java.util.Optional.of(event), java.util.Optional.empty())))
                .isZero();
    }

    @Test
    void shouldGiveUpWhatCouldNotBeDeliveredInItsTime() {
        // given
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.MESSAGE_REQUESTED);
        integrator.answers(HOOK, Answer.status(500));
        PortalEvent brief = new PortalEvent(
                UUID.randomUUID(),
                EventKind.MESSAGE_REQUESTED,
                portal.inEvents(),
                Map.of("text", "Code 1234"),
                Duration.ofSeconds(1));

        // when
        UUID event = fixture.write(brief);

        // then
        await().untilAsserted(() -> {
            fixture.waitIsOver(clientId);
            assertThat(fixture.outcome(event)).isEqualTo("given-up");
        });
        assertThat(receipts.isGivenUp(event)).isTrue();
        assertThat(fixture.event(event).getBuffer("payload")).isNull();
    }

    @Test
    void shouldSendAgainWithTheSameIdWhatWasGivenUpWhenItIsAskedTo() {
        // given
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        integrator.answers(HOOK, Answer.status(500));
        UUID event = fixture.write(new PortalEvent(
                UUID.randomUUID(),
                EventKind.SENDER_MISSING,
                portal.inEvents(),
                Map.of("senderCode", "sender1"),
                Duration.ofSeconds(1)));
        await().untilAsserted(() -> {
            fixture.waitIsOver(clientId);
            assertThat(fixture.outcome(event)).isEqualTo("given-up");
        });
        int refused = integrator.at(HOOK).size();
        integrator.answers(HOOK, Answer.status(200));

        // when
        Bridge.admin()
                .body(Map.of("eventId", event.toString()))
                .post("/applications/" + clientId + "/endpoints/" + NAME + "/redeliver")
                .then()
                .statusCode(202);

        // then
        await().untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
        assertThat(integrator.at(HOOK)).hasSize(refused + 1);
        Received again = integrator.at(HOOK).get(refused);
        assertThat(again.id()).isEqualTo(event.toString());
        assertThat(again.body()).isEqualTo(integrator.at(HOOK).get(0).body());
        assertThat(Bridge.admin()
                        .get("/applications/" + clientId + "/endpoints/" + NAME + "/deliveries")
                        .jsonPath()
                        .getList("items.outcome"))
                .containsExactly("delivered");
    }

    @Test
    void shouldDeliverWhatAReplicaClaimedAndNeverEndedAndNotBelieveItLater() {
        // given
        CountDownLatch silence = new CountDownLatch(1);
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        integrator.answers(
                HOOK,
                exchange -> (integrator.at(HOOK).size() == 1
                                ? Answer.after(silence, Answer.status(500))
                                : Answer.status(200))
                        .give(exchange));
        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());
        await().untilAsserted(() -> assertThat(integrator.at(HOOK)).hasSize(1));

        // when
        fixture.waitIsOver(clientId);
        await().untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
        silence.countDown();

        // then
        await().pollDelay(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(fixture.outcome(event)).isEqualTo("delivered"));
        assertThat(fixture.attempts(event)).isEqualTo(1);
        assertThat(integrator.at(HOOK)).hasSize(2).extracting(Received::id).containsOnly(event.toString());
    }

    @Test
    void shouldEndTheWaitingForOneThatNeverAnswers() {
        CountDownLatch never = new CountDownLatch(1);
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        integrator.answers(HOOK, Answer.after(never, Answer.status(200)));

        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        await().untilAsserted(() ->
                assertThat(fixture.event(event).getInteger("status")).isZero());
        assertThat(fixture.event(event).getInteger("duration_ms")).isBetween(2_000, 9_000);
        never.countDown();
    }

    @Test
    void shouldCallNoAddressThatMayNotBeCalledHoweverItCameThere() {
        // given
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        fixture.select(
                "UPDATE webhook_endpoint SET url = $2 WHERE client_id = $1",
                clientId,
                integrator.url(HOOK).replace("127.0.0.1", "127.128.0.1"));

        // when
        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        // then
        await().untilAsserted(() ->
                assertThat(fixture.event(event).getInteger("status")).isZero());
        assertThat(integrator.at(HOOK)).isEmpty();
    }

    @Test
    void shouldSignWithBothSecretsWhileOneIsReplaced() {
        // given
        String before = fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        String secret =
                await(endpoints.rotateSecret(clientId, NAME)).orElseThrow().secret();

        // when
        fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        // then
        await().untilAsserted(() -> assertThat(integrator.at(HOOK)).hasSize(1));
        Received event = integrator.at(HOOK).get(0);
        assertThat(event.signature()).isEqualTo(signature(secret, event) + " " + signature(before, event));
    }

    @Test
    void shouldWriteNothingMoreForAnEndpointForWhichTooMuchWaits() {
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.SENDER_MISSING);
        fixture.select("UPDATE webhook_endpoint SET crowded = true WHERE client_id = $1", clientId);

        UUID event = fixture.write(portal, EventKind.SENDER_MISSING, Map.of());

        assertThat(fixture.isWritten(event)).isFalse();
    }

    @Test
    void shouldTellOnceWhatHasTheSameId() {
        fixture.endpoint(clientId, integrator.url(HOOK), EventKind.STATUS_UNKNOWN);
        String word = "WORD-" + UUID.randomUUID();

        fixture.write(PortalEvent.once(EventKind.STATUS_UNKNOWN, portal.inEvents(), Map.of("n", 1), word));
        fixture.write(PortalEvent.once(EventKind.STATUS_UNKNOWN, portal.inEvents(), Map.of("n", 2), word));
        UUID last = fixture.write(portal, EventKind.STATUS_UNKNOWN, Map.of("n", 3));

        await().untilAsserted(() -> assertThat(fixture.outcome(last)).isEqualTo("delivered"));
        assertThat(integrator.at(HOOK))
                .extracting(event -> event.json().getJsonObject("data").getInteger("n"))
                .containsExactly(1, 3);
    }

    private List<String> typesOf(Portal of) {
        return of(of).stream().map(Received::type).toList();
    }

    private List<Received> of(Portal of) {
        return integrator.at(HOOK).stream()
                .filter(event -> memberId(event).equals(of.memberId()))
                .toList();
    }

    private static String memberId(Received event) {
        return event.json().getJsonObject("data").getString("memberId");
    }

    /** By the words of the standard, without any code of ours. */
    private static String signature(String secret, Received event) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
            String content =
                    event.id() + "." + event.timestamp() + "." + new String(event.body(), StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
