package dev.dlrbridge.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which posts of messages are believed. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class MessagePostsTest {
    private static Tenant tenant;
    private static String address;

    private final Rows rows;

    MessagePostsTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
        tenant.channel("kannel");
        address = PostedMessage.address(tenant);
    }

    @Test
    void shouldHaveOneAddressForEachPortalHoweverOftenItIsAsked() {
        assertThat(address).matches("/bitrix24/messages/" + tenant.clientId() + "/[A-Za-z0-9_-]{22}");
        assertThat(PostedMessage.address(tenant)).isEqualTo(address);
        assertThat(PostedMessage.address(tenant.beside())).isNotEqualTo(address);
        assertThat(rows.everything()).noneMatch(row -> row.contains(key()));
    }

    @Test
    void shouldBelieveTheKeyWhereThePostCarriesNoToken() {
        String message = Tenant.newId();

        assertThat(PostedMessage.post(address, PostedMessage.ofRobot(tenant, message))
                        .statusCode())
                .isEqualTo(200);
        assertThat(isKnown(message)).isTrue();
    }

    @Test
    void shouldKnowWhoHasWrittenAMessageUnlessItIsARobot() {
        String ofPerson = Tenant.newId();
        String ofRobot = Tenant.newId();

        PostedMessage.post(address, PostedMessage.ofPerson(tenant, ofPerson));
        PostedMessage.post(address, PostedMessage.ofRobot(tenant, ofRobot));

        assertThat(author(ofPerson)).isEqualTo(17);
        assertThat(author(ofRobot)).isNull();
    }

    private Long author(String message) {
        return rows.select("SELECT author FROM requested_message WHERE message_id = $1", Tuple.of(message))
                .get(0)
                .getLong(0);
    }

    @Test
    void shouldRefuseAnotherTokenOrAnotherAccountThoughTheKeyIsRight() {
        // given
        String message = Tenant.newId();
        String form = PostedMessage.ofPerson(tenant, message);
        double before = refused();

        // when, then
        assertThat(status(form.replace(tenant.tokens().applicationToken(), "f".repeat(32))))
                .isEqualTo(403);
        assertThat(status(form.replace(tenant.memberId(), "f".repeat(32)))).isEqualTo(403);
        assertThat(isKnown(message)).isFalse();
        assertThat(refused() - before).isEqualTo(2);
        assertThat(status(form)).isEqualTo(200);
    }

    @Test
    void shouldNotKnowAnotherKeyAnotherApplicationOrAnotherMethod() {
        String form = PostedMessage.ofPerson(tenant, Tenant.newId());

        assertThat(PostedMessage.post(address.replace(key(), "x".repeat(22)), form)
                        .statusCode())
                .isEqualTo(404);
        assertThat(PostedMessage.post(address.replace(tenant.clientId(), "app.other"), form)
                        .statusCode())
                .isEqualTo(404);
        assertThat(PostedMessage.post(address + "/more", form).statusCode()).isEqualTo(404);
        assertThat(Bridge.get(address).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "code=sender1",
                "message_id=1",
                "code=sender1&message_id=",
                "code=sen+der&message_id=1",
                "code=sender1&message_id=%",
                "code=sender1&message_id=a%00b",
                "code=sender1&message_id[]=1",
                "{\"code\":\"sender1\"}"
            })
    void shouldAnswer400WhenThePostNamesNoMessageOrNoSender(String form) {
        assertThat(status(form)).isEqualTo(400);
    }

    @Test
    void shouldRefuseABodyOfAnotherTypeOrTooLarge() {
        String form = PostedMessage.ofPerson(tenant, Tenant.newId());

        assertThat(Bridge.post(address, "application/json", form).statusCode()).isEqualTo(415);
        assertThat(status(form + "&more=" + "x".repeat(70_000))).isEqualTo(413);
    }

    @Test
    void shouldTakeATextThatIsNoUtf8AsFarAsItIsText() {
        String message = Tenant.newId();
        String form = PostedMessage.ofRobot(tenant, message).replace("marked-1234", "%FF%FE");

        assertThat(Bridge.send("POST", address, PostedMessage.FORM, form.getBytes(StandardCharsets.ISO_8859_1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(isKnown(message)).isTrue();
    }

    @Test
    void shouldTakeMessagesOfAParkedPortalAndNoneOfOneThatHasRemovedTheApplication() {
        // given
        Tenant other = Tenant.create();
        String path = PostedMessage.address(other);
        Bridge.admin().body(Map.of()).post(other.path() + "/park").then().statusCode(200);

        // when, then
        assertThat(PostedMessage.post(path, PostedMessage.ofPerson(other, Tenant.newId()))
                        .statusCode())
                .isEqualTo(200);
        rows.select("UPDATE portal SET state = 'uninstalled' WHERE member_id = $1", Tuple.of(other.memberId()));
        assertThat(PostedMessage.post(path, PostedMessage.ofPerson(other, Tenant.newId()))
                        .statusCode())
                .isEqualTo(404);
    }

    private static int status(String form) {
        return PostedMessage.post(address, form).statusCode();
    }

    private static String key() {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private boolean isKnown(String message) {
        return !rows.select("SELECT 1 FROM requested_message WHERE message_id = $1", Tuple.of(message))
                .isEmpty();
    }

    private static double refused() {
        String metrics = Bridge.send(java.net.http.HttpRequest.newBuilder(Bridge.management("/q/metrics"))
                        .build())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("dlrbridge_handler_posts_total") && line.contains("not_genuine"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
