package dev.dlrbridge.tenant.install;

import static dev.dlrbridge.tenant.install.LifeCycleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.dlrbridge.sandbox.rest.Senders;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.event.Subscriptions;
import dev.dlrbridge.tenant.template.TemplateChannels;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an install makes by itself, and how a changed template reaches those that were made before. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TemplateTest {
    private static final String HANDLER = "https://integrator.example/sms";

    private final LifeCycleFixture fixture;
    private final Channels channels;
    private final TemplateChannels templateChannels;
    private final Subscriptions subscriptions;
    private final Rows rows;
    private Tenant tenant;

    TemplateTest(
            LifeCycleFixture fixture,
            Channels channels,
            TemplateChannels templateChannels,
            Subscriptions subscriptions,
            Rows rows) {
        this.templateChannels = templateChannels;
        this.subscriptions = subscriptions;
        this.fixture = fixture;
        this.channels = channels;
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = fixture.tenant();
    }

    @Test
    void shouldMakeAChannelAndItsSenderAtTheFirstInstallAndNothingTwice() {
        put(template(Map.of())).statusCode(200);

        install(tenant);
        UUID made = channel(tenant).id();
        fixture.rest();
        install(tenant);

        assertThat(channel(tenant).id()).isEqualTo(made);
        assertThat(Senders.handler(tenant.portal(), tenant.clientId(), "provider1"))
                .isEqualTo(HANDLER);
        assertThat(tenant.portal().eventHandlers(tenant.clientId())).hasSize(3);
        Bridge.admin().get(tenant.path()).then().body("senderState", equalTo("registered"));
    }

    @Test
    void shouldMakeNothingWhereThereIsNoTemplateOrNoneAnyMore() {
        put(template(Map.of())).statusCode(200);
        Bridge.admin().delete(path()).then().statusCode(204);
        Bridge.admin().get(path()).then().statusCode(404);

        install(tenant);

        assertThat(await(channels.listOf(fixture.portal(tenant).orElseThrow().id())))
                .isEmpty();
    }

    @Test
    void shouldShowATemplateWithoutItsSecrets() {
        put(template(Map.of("secrets", Map.of("authToken", "marked-secret")))).statusCode(200);

        String shown = Bridge.admin()
                .get(path())
                .then()
                .statusCode(200)
                .body("secrets", equalTo(List.of("authToken")))
                .body("settings.senderName.ru", equalTo("Провайдер"))
                .extract()
                .asString();

        assertThat(shown).doesNotContain("marked");
        assertThat(rows.everything()).noneMatch(row -> row.contains("marked-secret"));
        Bridge.admin()
                .queryParam("action", "template.put")
                .get("/audit")
                .then()
                .body(
                        "items[0].changed",
                        equalTo("gateway, secrets.authToken, senderCode, settings.handler, settings.senderName"));
    }

    @Test
    void shouldChangeASecretAtAllChannelsThatReferToItAtOnce() {
        put(template(Map.of())).statusCode(200);
        install(tenant);
        Channel made = channel(tenant);
        assertThat(made.secrets()).containsExactly(Map.entry("authToken", List.of("first-secret")));
        String key = await(channels.reveal(made.id())).orElseThrow();
        assertThat(await(channels.byKey(key)).orElseThrow().secrets().get("authToken"))
                .containsExactly("first-secret");

        put(template(Map.of("secrets", Map.of("authToken", List.of("next-secret", "first-secret")))))
                .statusCode(200);

        Awaitility.await()
                .untilAsserted(() -> assertThat(await(channels.byKey(key))
                                .orElseThrow()
                                .secrets()
                                .get("authToken"))
                        .containsExactly("next-secret", "first-secret"));
    }

    @Test
    void shouldKeepTheSecretsWhenOnlyOtherThingsAreChanged() {
        put(template(Map.of())).statusCode(200);
        Map<String, Object> without = template(Map.of("senderCode", "provider2"));
        without.remove("secrets");

        put(without).statusCode(200).body("secrets", equalTo(List.of("authToken")));
        install(tenant);

        assertThat(channel(tenant).secrets()).containsKey("authToken");
    }

    @Test
    void shouldApplyAChangedTemplateToAllPortalsButWhatIsTheirOwn() {
        put(template(Map.of())).statusCode(200);
        install(tenant);
        String channel = "/channels/" + channel(tenant).id();
        Bridge.admin()
                .body(Map.of(
                        "settings", Map.of("senderDescription", "own"), "secrets", Map.of("authToken", "own-secret")))
                .patch(channel)
                .then()
                .statusCode(200);
        put(template(Map.of(
                        "senderCode",
                        "provider2",
                        "settings",
                        Map.of("handler", HANDLER + "/2", "senderDescription", "theirs"))))
                .statusCode(200);

        JsonPath run = finished(Bridge.admin().post(path() + "/apply").then().statusCode(202));

        assertThat(run.getMap("results")).isEqualTo(Map.of("changed", 1));
        Bridge.admin()
                .get("/runs/" + run.getString("id") + "/results")
                .then()
                .body("items.item", equalTo(List.of(tenant.memberId())))
                .body("items.result", equalTo(List.of("changed")));
        Bridge.admin()
                .get(channel)
                .then()
                .body("senderCode", equalTo("provider2"))
                .body("settings.handler", equalTo(HANDLER + "/2"))
                .body("settings.senderDescription", equalTo("own"))
                .body("settings.senderName", nullValue());
        assertThat(channel(tenant).secrets().get("authToken")).containsExactly("own-secret");
        assertThat(finished(Bridge.admin().post(path() + "/apply").then()).getMap("results"))
                .isEqualTo(Map.of("unchanged", 1));
    }

    @Test
    void shouldMakeTheChannelOfAPortalThatWasInstalledBeforeTheTemplate() {
        install(tenant);
        put(template(Map.of())).statusCode(200);

        JsonPath run = finished(Bridge.admin().post(path() + "/apply").then().statusCode(202));

        assertThat(run.getMap("results")).isEqualTo(Map.of("made", 1));
        fixture.rest();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(Senders.handler(tenant.portal(), tenant.clientId(), "provider1"))
                        .isEqualTo(HANDLER));
    }

    @Test
    void shouldMakeOneChannelWhenSeveralReplicasAreToMakeItAtOnce() {
        install(tenant);
        put(template(Map.of())).statusCode(200);
        Portal portal = fixture.portal(tenant).orElseThrow();

        List<Optional<CreatedChannel>> made = await(Uni.join()
                .all(Collections.nCopies(8, templateChannels.make(portal)))
                .andFailFast());

        assertThat(made.stream().flatMap(Optional::stream)).hasSize(1);
        assertThat(await(channels.listOf(portal.id()))).hasSize(1);
    }

    @Test
    void shouldLetAnotherApplicationHaveASenderOfTheSameCode() {
        Tenant other = fixture.tenant();
        put(template(Map.of())).statusCode(200);
        Bridge.admin()
                .body(template(Map.of("settings", Map.of("handler", HANDLER + "/other"))))
                .put("/applications/" + other.clientId() + "/template")
                .then()
                .statusCode(200);

        install(tenant);
        LifeCyclePost.install(
                        tenant.portal(),
                        tenant.portal()
                                .install(
                                        other.clientId(),
                                        tenant.portal().settings().userId()))
                .to("/bitrix24/events/" + other.clientId())
                .send();
        fixture.rest();

        Awaitility.await()
                .untilAsserted(() -> assertThat(Senders.handler(tenant.portal(), other.clientId(), "provider1"))
                        .isEqualTo(HANDLER + "/other"));
        assertThat(Senders.handler(tenant.portal(), tenant.clientId(), "provider1"))
                .isEqualTo(HANDLER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"gateway\":\"twillio\"} | gateway",
                "{\"secrets\":{}} | secrets.authToken",
                "{\"secrets\":{\"autToken\":\"x\"}} | secrets.autToken,secrets.authToken",
                "{\"settings\":{}} | settings.handler",
                "{\"settings\":{\"handler\":\"https://integrator\"}} | settings.handler",
                "{\"settings\":{\"handler\":\"https://a.example/\",\"sender\":\"x\"}} | settings.sender",
                "{\"settings\":{\"handler\":\"https://a.example/\",\"senderName\":{\"russian!\":\"x\"}}} | settings.senderName",
                "{\"settings\":{\"handler\":{\"ru\":\"https://a.example/\"}}} | settings.handler",
                "{\"senderCode\":\"no spaces\"} | senderCode",
                "{\"messageIdPattern\":\"(a+)+\"} | messageIdPattern"
            })
    void shouldRefuseATemplateThatNoChannelCouldBeMadeOf(String change, String fields) {
        Map<String, Object> body = template(new JsonPath(change).getMap("$"));

        List<String> named = put(body).statusCode(400).extract().jsonPath().getList("errors.field");

        assertThat(named).containsExactlyInAnyOrder(fields.split(","));
        Bridge.admin().get(path()).then().statusCode(404);
    }

    @Test
    void shouldRefuseATemplateOfAnUnknownApplication() {
        Bridge.admin()
                .body(template(Map.of()))
                .put("/applications/unknown/template")
                .then()
                .statusCode(404)
                .body("errors.field", hasItem("application"));
    }

    @Test
    void shouldChangeAllChannelsOfAnApplicationAndSayWhichWereNot() {
        fixture.know(tenant.portal());
        install(tenant);
        Tenant.Callback kannel = tenant.channel("kannel");
        Tenant.Callback twilio = tenant.channel("twilio", Map.of("authToken", "secret-of-twilio"));

        JsonPath run = finished(Bridge.admin()
                .body(Map.of("settings", Map.of("fieldNames", "x"), "secrets", Map.of("authToken", "changed-secret")))
                .patch("/channels?application=" + tenant.clientId())
                .then()
                .statusCode(202));
        JsonPath onlyOne = finished(Bridge.admin()
                .body(Map.of("settings", Map.of("onBadSignature", "quarantine")))
                .patch("/channels?gateway=kannel&application=" + tenant.clientId())
                .then()
                .statusCode(202));

        assertThat(run.getMap("results")).isEqualTo(Map.of("refused", 2));
        assertThat(onlyOne.getMap("results")).isEqualTo(Map.of("changed", 1));
        Bridge.admin()
                .get("/channels/" + kannel.channelId())
                .then()
                .body("settings.onBadSignature", equalTo("quarantine"));
        Bridge.admin().get("/channels/" + twilio.channelId()).then().body("settings", not(hasItem("onBadSignature")));
        assertThat(rows.everything()).noneMatch(row -> row.contains("changed-secret"));
    }

    @Test
    void shouldRefuseToChangeChannelsThatAreNotNamed() {
        Map<String, Object> body = Map.of("settings", Map.of("onBadSignature", "refuse"));

        Bridge.admin().body(body).patch("/channels").then().statusCode(400).body("errors.field", hasItem("gateway"));
        Bridge.admin()
                .body(body)
                .patch("/channels?gateway=kanel")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("is not in the catalogue; did you mean kannel?"));
        Bridge.admin()
                .body(body)
                .patch("/channels?application=unknown")
                .then()
                .statusCode(404)
                .body("errors.field", hasItem("application"));
    }

    @Test
    void shouldTellTheIntegratorOfEachInstallOnceWithTheChannel() {
        rows.select(
                "INSERT INTO webhook_endpoint (client_id, name, url, kinds, secret, state)"
                        + " VALUES ($1, 'main', 'https://integrator.example/hooks',"
                        + " ARRAY['portal.installed', 'sender.registered'], ''::bytea, 'active')",
                Tuple.of(tenant.clientId()));
        await(subscriptions.read());
        put(template(Map.of())).statusCode(200);

        install(tenant);

        Awaitility.await()
                .untilAsserted(() -> assertThat(told()).containsExactly("portal.installed", "sender.registered"));
        rows.select("UPDATE portal SET set_up_due_at = now() WHERE member_id = $1", Tuple.of(tenant.memberId()));
        fixture.rest();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> rows.select(
                                        "SELECT FROM portal WHERE member_id = $1 AND set_up_due_at IS NULL",
                                        Tuple.of(tenant.memberId()))
                                .size()
                        == 1);
        assertThat(told()).containsExactly("portal.installed", "sender.registered");
        rows.select("DELETE FROM webhook_endpoint WHERE client_id = $1", Tuple.of(tenant.clientId()));
    }

    private List<String> told() {
        return rows
                .select("SELECT kind FROM webhook_event WHERE client_id = $1 ORDER BY seq", Tuple.of(tenant.clientId()))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static Map<String, Object> template(Map<String, Object> changes) {
        Map<String, Object> template = new HashMap<>(Map.of(
                "gateway",
                "twilio",
                "senderCode",
                "provider1",
                "secrets",
                Map.of("authToken", "first-secret"),
                "settings",
                Map.of("handler", HANDLER, "senderName", Map.of("ru", "Провайдер", "en", "Provider"))));
        template.putAll(changes);
        return template;
    }

    private ValidatableResponse put(Map<String, Object> body) {
        return Bridge.admin().body(body).put(path()).then();
    }

    private String path() {
        return "/applications/" + tenant.clientId() + "/template";
    }

    private void install(Tenant portal) {
        assertThat(LifeCyclePost.install(portal.portal(), portal.portal().install())
                        .status())
                .isEqualTo(200);
    }

    private Channel channel(Tenant portal) {
        List<Channel> found =
                await(channels.listOf(fixture.portal(portal).orElseThrow().id()));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static JsonPath finished(ValidatableResponse started) {
        String id = started.extract().path("id");
        Awaitility.await()
                .untilAsserted(() -> Bridge.admin().get("/runs/" + id).then().body("state", equalTo("finished")));
        return Bridge.admin().get("/runs/" + id).then().extract().jsonPath();
    }
}
