package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.dlrbridge.sandbox.portal.Notifications.Notification;
import dev.dlrbridge.search.LostMessages.LostMessage;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.PortalPage;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told in Bitrix24 of what goes wrong, and what he is told. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class NotificationsTest {
    private static final String WITH_NOTIFICATIONS = "messageservice,im";
    private static final int AUTHOR = 7;

    private final Rows rows;
    private final NotificationTexts texts;

    NotificationsTest(Rows rows, NotificationTexts texts) {
        this.rows = rows;
        this.texts = texts;
    }

    @Test
    void shouldTellTheAuthorOfWhatWasLostInThePortalsLanguageAndOfNothingElse() {
        // given
        Tenant without = Tenant.create(WITH_NOTIFICATIONS);
        template(without, false);
        Tenant tenant = Tenant.create(WITH_NOTIFICATIONS);
        template(tenant, true);
        rows.select("UPDATE portal SET language = 'de' WHERE member_id = $1", Tuple.of(tenant.memberId()));

        // when
        report(without, AUTHOR, "UNDELIV", "undelivered");
        report(tenant, 8, "DELIVERED", "delivered");
        report(tenant, AUTHOR, "UNDELIV", "undelivered");

        // then
        await().untilAsserted(() -> assertThat(told(tenant)).isNotEmpty());
        assertThat(told(tenant)).singleElement().satisfies(notification -> {
            assertThat(notification.userId()).isEqualTo(AUTHOR);
            assertThat(notification.message())
                    .startsWith("SMS nicht zugestellt:\n")
                    .doesNotContain("998901234567");
        });
        assertThat(told(without)).isEmpty();
    }

    @Test
    void shouldLeaveAPortalActiveThatDoesNotPermitNotificationsAndSayWhatToDo() {
        Tenant tenant = Tenant.create();
        template(tenant, true);

        try (LogCapture log = LogCapture.open()) {
            report(tenant, AUTHOR, "UNDELIV", "undelivered");

            await().untilAsserted(() -> assertThat(log.lines())
                    .filteredOn(line ->
                            line.contains("add the scope im to the application") && line.contains(tenant.memberId()))
                    .hasSize(1));
        }
        Bridge.admin().get(tenant.path()).then().body("state", equalTo("active"));
        report(tenant, AUTHOR, "DELIVERED", "delivered");
        assertThat(told(tenant)).isEmpty();
    }

    @Test
    void shouldTellTheAdministratorOfAParkingWhenItIsOver() {
        // given
        Tenant tenant = Tenant.create(WITH_NOTIFICATIONS);
        template(tenant, true);
        assertThat(PortalPage.byAdministrator(tenant, "en").answer().statusCode())
                .isEqualTo(200);
        tenant.portal().setPaid(false);
        Tenant.Callback channel = tenant.channel("eskiz");
        post(channel, written(tenant, AUTHOR), "ACCEPTED");
        Tuple member = Tuple.of(tenant.memberId());
        await().untilAsserted(() -> assertThat(rows.select(
                        "SELECT FROM portal WHERE member_id = $1 AND untold_reason = 'PAYMENT_REQUIRED'", member))
                .hasSize(1));
        assertThat(told(tenant)).isEmpty();

        // when
        tenant.portal().setPaid(true);
        assertThat(PortalPage.byAdministrator(tenant, "en").answer().statusCode())
                .isEqualTo(200);

        // then
        await().untilAsserted(() -> assertThat(told(tenant)).isNotEmpty());
        assertThat(told(tenant)).singleElement().satisfies(notification -> {
            assertThat(notification.userId())
                    .isEqualTo(tenant.portal().settings().userId());
            assertThat(notification.message()).contains("works again", "since", "PAYMENT_REQUIRED");
        });
    }

    @Test
    void shouldTellTheAdministratorOfAParkingAtOnceWhereThePortalTakesIt() {
        // given
        Tenant tenant = Tenant.create("im");
        template(tenant, true);
        assertThat(PortalPage.byAdministrator(tenant, "en").answer().statusCode())
                .isEqualTo(200);

        // when
        post(tenant.channel("eskiz"), written(tenant, AUTHOR), "ACCEPTED");

        // then
        await().untilAsserted(() -> assertThat(told(tenant))
                .singleElement()
                .satisfies(notification -> assertThat(notification.message())
                        .contains("no longer reaches this Bitrix24", "INSUFFICIENT_SCOPE")));
        Bridge.admin().get(tenant.path()).then().body("state", equalTo("parked"));
    }

    @ParameterizedTest
    @CsvSource({
        "twilio, 30003, ru, Телефон был выключен или вне сети. (30003)",
        "twilio, 30003, , The phone was off or out of reach. (30003)",
        "twilio, E-77, en, (E-77)",
        ", NO_TEXT, de, Ihr Anbieter hat sie nicht gesendet. Nennen Sie ihm den Code. (NO_TEXT)"
    })
    void shouldSayWhyItWasLost(String gateway, String code, String language, String text) {
        assertThat(lost(gateway, code, language)).endsWith(text);
    }

    @ParameterizedTest
    @CsvSource({"[URL=javascript:alert(1)]x[/URL]", "<script>alert(1)</script>", "a b", "[USER=1]x[/USER]"})
    void shouldSayNothingForeignThatBitrix24WouldFormat(String code) {
        assertThat(lost("twilio", code, "en")).isEqualTo("SMS not delivered:\n2026-03-01 10:05 UTC");
    }

    @Test
    void shouldTellOfManyInOneShortText() {
        LostMessage message = message("twilio", "30003", "en");

        String text = texts.lost(Collections.nCopies(40, message)).await().atMost(Duration.ofSeconds(5));

        assertThat(text.lines()).hasSize(7);
        assertThat(text).endsWith("\n+ 35");
    }

    private String lost(String gateway, String code, String language) {
        return texts.lost(List.of(message(gateway, code, language))).await().atMost(Duration.ofSeconds(5));
    }

    private static LostMessage message(String gateway, String code, String language) {
        return new LostMessage(
                UUID.randomUUID(), AUTHOR, language, Instant.parse("2026-03-01T10:05:59Z"), gateway, code);
    }

    private static List<Notification> told(Tenant tenant) {
        return tenant.portal().notifications.list();
    }

    private static void template(Tenant tenant, boolean notifications) {
        Bridge.admin()
                .body(Map.of(
                        "gateway",
                        "kannel",
                        "senderCode",
                        "provider1",
                        "settings",
                        Map.of("handler", "https://integrator.example/sms"),
                        "notifications",
                        notifications))
                .put("/applications/" + tenant.clientId() + "/template")
                .then()
                .statusCode(200)
                .body("notifications", equalTo(notifications));
    }

    /** A message of this author that is reported so; it is waited for until the portal shows it. */
    private void report(Tenant tenant, long author, String word, String shown) {
        String message = written(tenant, author);
        post(tenant.channel("eskiz"), message, word);
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo(shown));
    }

    private String written(Tenant tenant, long author) {
        String message = tenant.message();
        rows.select(
                "INSERT INTO requested_message (portal_id, message_id, event_id, sender_code, deadline_at, ended_at, author)"
                        + " SELECT id, $2, gen_random_uuid(), 'sender1', now(), now(), $3 FROM portal WHERE member_id = $1",
                Tuple.of(tenant.memberId(), message, author));
        return message;
    }

    private static void post(Tenant.Callback channel, String message, String word) {
        String body = "request_id=" + Tenant.newId() + "&phone_number=998901234567&status=" + word;
        assertThat(Bridge.post(channel.path() + "/" + message, "application/x-www-form-urlencoded", body)
                        .statusCode())
                .isEqualTo(200);
    }
}
