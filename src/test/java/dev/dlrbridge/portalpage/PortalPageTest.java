package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.PortalPage;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a portal's frame: who sees what of it, and who may change what. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PortalPageTest {
    private final Rows rows;

    PortalPageTest(Rows rows) {
        this.rows = rows;
    }

    @ParameterizedTest
    @CsvSource({
        "en, en, Connection to Bitrix24", "ru, ru, Связь с Битрикс24", "de, de, Verbindung zu Bitrix24",
        "la, es, Conexión con Bitrix24", "br, pt-BR, Conexão com o Bitrix24", "pl, pl, Połączenie z Bitrix24",
        "fr, fr, Connexion à Bitrix24", "ua, uk, Зв’язок із Бітрікс24", "kz, kk, Битрикс24-пен байланыс",
        "tr, en, Connection to Bitrix24"
    })
    void shouldSpeakThePortalsLanguage(String bitrix, String tag, String text) {
        Tenant tenant = Tenant.create();

        PortalPage page = PortalPage.byAdministrator(tenant, bitrix);

        assertThat(page.answer().statusCode()).isEqualTo(200);
        assertThat(page.answer().body()).contains("<html lang=\"" + tag + "\">", text);
    }

    @Test
    void shouldBeFramedByItsPortalAloneAndLoadNothingFromElsewhere() {
        Tenant tenant = Tenant.create();

        PortalPage page = PortalPage.byAdministrator(tenant, "en");

        assertThat(page.answer().headers().firstValue("Content-Security-Policy"))
                .contains(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors http://"
                                + tenant.portal().clientEndpoint().getAuthority());
        assertThat(page.answer().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.answer().headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(page.answer().body()).doesNotContain("<script>", "https://api.bitrix24.com");
    }

    @Test
    void shouldAnswerNobodyWithoutAToken() {
        PortalPage nobody = new PortalPage(null, "");
        PortalPage forged = new PortalPage(null, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        for (String part : List.of("state", "messages", "gateway", "gateway/arrivals", "token")) {
            assertThat(nobody.get(part).statusCode()).as(part).isEqualTo(401);
            assertThat(forged.get(part).statusCode()).as(part).isEqualTo(401);
        }
        for (String part : List.of("gateway", "gateway/address", "set-up")) {
            assertThat(nobody.post(part, Map.of()).statusCode()).as(part).isEqualTo(401);
            assertThat(forged.post(part, Map.of()).statusCode()).as(part).isEqualTo(401);
        }
    }

    @Test
    void shouldOpenForNobodyWithAnotherPortalsIdentity() {
        Tenant mine = withChoices();
        Tenant others = Tenant.create();
        Map<String, String> form =
                new HashMap<>(PortalPage.form(others, others.portal().install()));
        form.put("member_id", mine.memberId());

        PortalPage page = PortalPage.post(mine, form, "en");

        assertThat(page.answer().statusCode()).isEqualTo(403);
        assertThat(page.token()).isEmpty();
        assertThat(page.answer().body()).contains("does not confirm who opens this page");
    }

    @Test
    void shouldOpenForNobodyWithAnExpiredIdentity() {
        Tenant tenant = withChoices();
        var tokens = tenant.portal().install();
        tenant.portal().expireAccessTokens();

        PortalPage page = PortalPage.open(tenant, tokens, "de");

        assertThat(page.answer().statusCode()).isEqualTo(403);
        assertThat(page.token()).isEmpty();
        assertThat(page.answer().body()).contains("Bitrix24 bestätigt nicht");
    }

    @Test
    void shouldOnlyShowWhenItIsOpenedWithTheSameIdentityAgain() {
        Tenant tenant = withChoices();
        var tokens = tenant.portal().install();
        assertThat(PortalPage.open(tenant, tokens, "en").get("gateway").statusCode())
                .isEqualTo(200);

        PortalPage replayed = PortalPage.open(tenant, tokens, "en");

        assertThat(replayed.answer().statusCode()).isEqualTo(200);
        assertThat(replayed.answer().body()).contains("only shows").doesNotContain("data-tab=\"gateway\"");
        assertThat(changesTried(replayed)).containsOnly(403);
        assertThat(audited(tenant)).isEmpty();
    }

    @Test
    void shouldLetAnEmployeeChangeNothing() {
        Tenant tenant = withChoices();

        PortalPage page = PortalPage.byEmployee(tenant);

        assertThat(page.answer().statusCode()).isEqualTo(200);
        assertThat(page.get("state").statusCode()).isEqualTo(200);
        assertThat(changesTried(page)).containsOnly(403);
        assertThat(page.get("gateway").statusCode()).isEqualTo(403);
        assertThat(page.get("gateway/arrivals").statusCode()).isEqualTo(403);
        assertThat(audited(tenant)).isEmpty();
        assertThat(channels(tenant)).isEmpty();
    }

    @Test
    void shouldShowAnEmployeeTheMessagesThatHeHasWritten() {
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("eskiz");
        String his = tenant.message();
        String others = tenant.message();
        report(channel, his, "DELIVERED");
        report(channel, others, "DELIVERED");
        wrote(tenant, his, PortalPage.EMPLOYEE);
        wrote(tenant, others, 17);

        String shown = PortalPage.byEmployee(tenant).get("messages").body();

        assertThat(shown).contains(his, "yourself").doesNotContain(others, "24 hours");
        assertThat(PortalPage.byAdministrator(tenant, "en").get("messages").body())
                .contains(his, others);
    }

    @Test
    void shouldNeverShowAnotherPortalsDataWhateverIdIsSent() {
        Tenant mine = withChoices();
        Tenant others = mine.beside();
        Tenant.Callback channel = others.channel("eskiz");
        String message = others.message();
        report(channel, message, "DELIVERED");
        PortalPage page = PortalPage.byAdministrator(mine, "en");
        String ids =
                "portal=" + others.memberId() + "&memberId=" + others.memberId() + "&channelId=" + channel.channelId()
                        + "&domain=" + others.portal().clientEndpoint().getAuthority();

        for (String part : List.of("state", "messages", "gateway")) {
            assertThat(page.get(part + "?" + ids).body())
                    .as(part)
                    .doesNotContain(message, channel.channelId().toString(), others.memberId());
        }
        assertThat(page.get("gateway/arrivals?" + ids).statusCode()).isEqualTo(404);
        assertThat(page.post(
                                "gateway/address?" + ids,
                                Map.of("channelId", channel.channelId().toString()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldConnectTheCustomersOwnAccountAndShowWhatItReports() {
        Tenant tenant = withChoices();
        PortalPage page = PortalPage.byAdministrator(tenant, "en");
        assertThat(page.get("gateway").body()).contains("SMSC", "Twilio");

        String saved = page.post("gateway", Map.of("gateway", "eskiz")).body();

        String url = saved.replaceAll("(?s).*id=\"callback-url\" readonly value=\"([^\"]+)\".*", "$1");
        assertThat(url).contains("/dlr/eskiz/");
        String message = tenant.message();
        report(url.substring(url.indexOf("/dlr/")), message, "DELIVERED");
        await().untilAsserted(() ->
                assertThat(page.get("gateway/arrivals").body()).contains("Report received, read as", "s-delivered"));
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
        report(url.substring(url.indexOf("/dlr/")), message, "<i>new</i>");
        await().untilAsserted(() -> assertThat(page.get("gateway/arrivals").body())
                .contains("nobody knows yet what it means", "&lt;i&gt;new&lt;/i&gt;"));
        assertThat(page.get("state").body()).contains("Reports arrive");
        assertThat(page.get("messages?status=delivered").body()).contains(message, "Reports in 24 hours");
        assertThat(page.get("messages?status=failed").body()).doesNotContain(message);
    }

    @Test
    void shouldKeepSecretsAndNameInTheAuditWhoEnteredThem() {
        Tenant tenant = withChoices();
        PortalPage page = PortalPage.byAdministrator(tenant, "en");
        String user = String.valueOf(tenant.portal().settings().userId());

        page.post("gateway", Map.of("gateway", "smsc", "secret.controlPhrase", "marked-phrase"));
        String again = page.post("gateway", Map.of("gateway", "smsc", "secret.controlPhrase", "marked-other"))
                .body();

        assertThat(again).doesNotContain("marked");
        assertThat(page.get("gateway").body()).doesNotContain("marked", "/dlr/");
        assertThat(rows.everything()).noneMatch(row -> row.contains("marked-"));
        assertThat(PortalPage.installed(tenant).answer().statusCode()).isEqualTo(200);
        assertThat(channels(tenant)).containsExactly("smsc");
        assertThat(audited(tenant))
                .containsExactly(
                        "bitrix24:" + tenant.memberId() + ":" + user
                                + " portal portalChannel.create 200 gateway, secrets.controlPhrase",
                        "bitrix24:" + tenant.memberId() + ":" + user + " portal channelKey.reveal 200 null",
                        "bitrix24:" + tenant.memberId() + ":" + user
                                + " portal channel.update 200 gateway, secrets.controlPhrase",
                        "bitrix24:" + tenant.memberId() + ":" + user + " portal channelKey.reveal 200 null");
    }

    @Test
    void shouldSaveNothingThatTheGatewayDoesNotNeedOrTheTemplateDoesNotPermit() {
        Tenant tenant = withChoices();
        PortalPage page = PortalPage.byAdministrator(tenant, "en");

        assertThat(page.post("gateway", Map.of("gateway", "smsc")).body())
                .contains("aria-invalid", "Nothing was saved");
        assertThat(page.post("gateway", Map.of("gateway", "kannel")).statusCode())
                .isEqualTo(404);
        assertThat(page.post("gateway", Map.of("gateway", "nothing")).statusCode())
                .isEqualTo(404);
        assertThat(page.post("gateway", Map.of("gateway", "smsc", "secret.controlPhrase", "x".repeat(5_000)))
                        .body())
                .contains("aria-invalid");

        assertThat(channels(tenant)).isEmpty();
        assertThat(audited(tenant)).isEmpty();
    }

    @Test
    void shouldNotShowTheCustomerTheAddressOfHisProvidersAccount() {
        Tenant tenant = withChoices();
        PortalPage page = PortalPage.installed(tenant);
        assertThat(channels(tenant)).containsExactly("kannel");

        assertThat(page.get("gateway").body())
                .contains("Kannel", "your provider’s account")
                .doesNotContain("gateway/address", "arrivals");
        assertThat(page.post("gateway/address", Map.of()).statusCode()).isEqualTo(404);
        assertThat(page.get("gateway/arrivals").statusCode()).isEqualTo(404);
        assertThat(page.post("gateway", Map.of("gateway", "eskiz")).body()).contains("/dlr/eskiz/");
        assertThat(page.get("gateway").body()).contains("Eskiz", "gateway/address");
    }

    @Test
    void shouldOfferNoGatewaysWhereTheTemplateHasNone() {
        Tenant tenant = Tenant.create();

        PortalPage page = PortalPage.byAdministrator(tenant, "en");

        assertThat(page.answer().body()).doesNotContain("data-tab=\"gateway\"");
        assertThat(page.get("gateway").statusCode()).isEqualTo(404);
        assertThat(page.post("gateway", Map.of("gateway", "eskiz")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldSayWhyAMessageWasNotDeliveredInThePortalsLanguage() {
        Tenant tenant = withChoices();
        Tenant.Callback channel = tenant.channel("twilio", Map.of("authToken", "x"), Map.of());
        rows.select(
                "INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, error_code, first_seen_at)"
                        + " SELECT id, $2, $3, 'sender1', 30, '30003', now() FROM portal WHERE member_id = $1",
                Tuple.of(tenant.memberId(), Tenant.newId(), channel.channelId()));

        PortalPage page = PortalPage.byAdministrator(tenant, "ru");

        assertThat(page.get("messages").body()).contains("Телефон был выключен или вне сети.", "30003");
    }

    @Test
    void shouldBeConnectedAgainWhenAnAdministratorOpensIt() {
        Tenant tenant = Tenant.create();
        parked(tenant, "INVALID_GRANT");
        assertThat(PortalPage.byEmployee(tenant).answer().body())
                .contains("An administrator of this Bitrix24 has to open this application once", "INVALID_GRANT");

        assertThat(PortalPage.byAdministrator(tenant, "en").answer().body()).contains("Statuses reach your Bitrix24");

        Bridge.admin().get(tenant.path()).then().body("state", equalTo("active"));
    }

    @Test
    void shouldLeaveAPortalParkedThatAnOperatorHasParked() {
        Tenant tenant = Tenant.create();
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200);

        assertThat(PortalPage.byAdministrator(tenant, "en").answer().body()).contains("Your provider has to mend this");

        Bridge.admin().get(tenant.path()).then().body("state", equalTo("parked"));
    }

    @Test
    void shouldEndWithTheInstallation() {
        Tenant tenant = Tenant.create();
        PortalPage page = PortalPage.byAdministrator(tenant, "en");
        rows.select("UPDATE portal SET state = 'uninstalled' WHERE member_id = $1", Tuple.of(tenant.memberId()));

        assertThat(page.get("state").statusCode()).isEqualTo(401);
        assertThat(PortalPage.byEmployee(tenant).answer().statusCode()).isEqualTo(403);
    }

    @Test
    void shouldAnswerAPageThatAsksTooOftenLater() {
        Tenant tenant = Tenant.create();
        PortalPage page = PortalPage.byEmployee(tenant);

        List<Integer> answers = IntStream.range(0, Pace.AT_ONCE + 20)
                .mapToObj(each -> page.get("token").statusCode())
                .distinct()
                .toList();

        assertThat(answers).containsExactly(204, 429);
        assertThat(PortalPage.byAdministrator(tenant, "en").get("token").statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages?status=b", "messages?after=nothing"})
    void shouldRefuseWhatNoPageAsksFor(String part) {
        assertThat(PortalPage.byAdministrator(Tenant.create(), "en").get(part).statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseToOpenAnApplicationThatNobodyKnowsOrWithoutAnIdentity() {
        Tenant known = Tenant.create();
        Tenant unknown = Tenant.inSandbox();

        assertThat(PortalPage.byAdministrator(unknown, "en").answer().statusCode())
                .isEqualTo(404);
        assertThat(PortalPage.post(known, Map.of("member_id", known.memberId()), "en")
                        .answer()
                        .statusCode())
                .isEqualTo(400);
    }

    /** A portal whose application lets customers choose. */
    private static Tenant withChoices() {
        Tenant tenant = Tenant.create();
        Bridge.admin()
                .body(Map.of(
                        "gateway",
                        "kannel",
                        "senderCode",
                        "provider1",
                        "settings",
                        Map.of("handler", "https://integrator.example/sms"),
                        "gateways",
                        List.of("eskiz", "smsc", "twilio")))
                .put("/applications/" + tenant.clientId() + "/template")
                .then()
                .statusCode(200)
                .body("gateways", equalTo(List.of("eskiz", "smsc", "twilio")));
        return tenant;
    }

    private static List<Integer> changesTried(PortalPage page) {
        return List.of(
                page.post("gateway", Map.of("gateway", "eskiz")).statusCode(),
                page.post("gateway/address", Map.of()).statusCode(),
                page.post("set-up", Map.of()).statusCode());
    }

    private List<String> audited(Tenant tenant) {
        return rows
                .select(
                        "SELECT actor || ' ' || role || ' ' || action || ' ' || coalesce(status::text, '?') || ' '"
                                + " || coalesce(changed, 'null') FROM audit WHERE starts_with(actor, $1) ORDER BY id",
                        Tuple.of("bitrix24:" + tenant.memberId()))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private List<String> channels(Tenant tenant) {
        return rows
                .select(
                        "SELECT c.gateway FROM channel c JOIN portal p ON p.id = c.portal_id WHERE p.member_id = $1",
                        Tuple.of(tenant.memberId()))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void parked(Tenant tenant, String reason) {
        rows.select(
                "UPDATE portal SET state = 'parked', reason = $2, parked_since = now() WHERE member_id = $1",
                Tuple.of(tenant.memberId(), reason));
    }

    private void wrote(Tenant tenant, String message, long author) {
        rows.select(
                "INSERT INTO requested_message (portal_id, message_id, event_id, sender_code, deadline_at, ended_at, author)"
                        + " SELECT id, $2, gen_random_uuid(), 'sender1', now(), now(), $3 FROM portal WHERE member_id = $1",
                Tuple.of(tenant.memberId(), message, author));
    }

    private static void report(Tenant.Callback channel, String message, String word) {
        report(channel.path(), message, word);
    }

    private static void report(String callback, String message, String word) {
        String body = "request_id=" + Tenant.newId() + "&phone_number=998901234567&status=" + word;
        assertThat(Bridge.post(callback + "/" + message, "application/x-www-form-urlencoded", body)
                        .statusCode())
                .isEqualTo(200);
    }
}
