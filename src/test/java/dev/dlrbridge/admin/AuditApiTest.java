package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every change leaves a row: who, what, when, and how it ended. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class AuditApiTest {
    private final Rows rows;

    AuditApiTest(Rows rows) {
        this.rows = rows;
    }

    @Test
    void shouldTellWhoChangedWhatOfATenant() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("twilio", Map.of("authToken", "marked-1"));
        String path = "/channels/" + channel.channelId();

        // when
        Bridge.admin()
                .body(Map.of("senderCode", "other", "secrets", Map.of("authToken", "marked-2")))
                .patch(path);
        Bridge.admin().post(path + "/reveal");
        Bridge.with(DatabaseResource.OPERATOR_TOKEN).post(tenant.path() + "/park");
        Bridge.admin().body(Map.of("senderCode", "not a code")).patch(path);
        Bridge.with(DatabaseResource.OPERATOR_TOKEN).delete(path);
        Bridge.admin().delete(path);

        // then
        JsonPath ofChannel = audit(Map.of("target", path));
        assertThat(ofChannel.getList("items.action"))
                .containsExactly("channel.delete", "channel.change", "channelKey.reveal", "channel.change");
        assertThat(ofChannel.getList("items.status")).containsExactly(204, 400, 200, 200);
        assertThat(ofChannel.getString("items[3].changed")).isEqualTo("secrets.authToken, senderCode");
        assertThat(ofChannel.getString("items[3].actor")).isEqualTo("configured:token");
        JsonPath ofPortal = audit(Map.of("target", tenant.path()));
        assertThat(ofPortal.getList("items.action"))
                .containsExactly("portal.park", "portalChannel.create", "portal.put");
        assertThat(ofPortal.getList("items.actor"))
                .containsExactly("configured:operator", "configured:token", "configured:token");
        assertThat(ofPortal.getList("items.role")).containsExactly("operator", "admin", "admin");
        assertThat(rows.everything()).noneMatch(row -> row.contains("marked-"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/admin/roles.csv", numLinesToSkip = 1)
    void shouldLeaveARowForEveryCallThatMayChangeSomething(String method, String path) {
        // given
        String target = path.replaceAll("\\{(id|name)}", UUID.randomUUID().toString())
                .replace("{reportId}", "1")
                .replaceAll("\\{\\w+}", Tenant.newId());
        long before = count(target);

        // when
        int status = Bridge.admin()
                .body(method.equals("GET") ? "" : "[")
                .request(method, target)
                .statusCode();

        // then
        assertThat(count(target) - before).isEqualTo(method.equals("GET") ? 0 : 1);
        if (!method.equals("GET")) {
            assertThat(audit(Map.of("target", target)).getInt("items[0].status"))
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/admin/roles.csv", numLinesToSkip = 1)
    void shouldLeaveNoRowForACallThatIsRefusedForItsRole(String method, String path, String needed) {
        // given
        String target = path.replaceAll("\\{(id|name)}", UUID.randomUUID().toString())
                .replace("{reportId}", "1")
                .replaceAll("\\{\\w+}", Tenant.newId());
        if (needed.equals("viewer")) {
            return;
        }
        long before = count(target);

        // when
        int status = Bridge.with(DatabaseResource.VIEWER_TOKEN)
                .body(method.equals("GET") ? "" : "{}")
                .request(method, target)
                .statusCode();

        // then
        assertThat(status).isEqualTo(403);
        assertThat(count(target)).isEqualTo(before);
    }

    @Test
    void shouldNameTheFieldsOfEveryChangeThatHasABody() {
        for (ApiOperation operation : ApiOperation.in(ApiOperation.document())) {
            if (operation.hasBody()) {
                // given
                String target = operation
                        .path()
                        .replace("/api/v1", "")
                        .replaceAll("\\{(id|name)}", UUID.randomUUID().toString())
                        .replace("{reportId}", "1")
                        .replaceAll("\\{\\w+}", Tenant.newId());

                // when
                Bridge.admin()
                        .body(
                                "{\"first\":\"+491701234567\",\"second\":{\"inner\":1,\"+491701234567\":2},\"third\":[1]}")
                        .request(operation.method(), target);

                // then
                assertThat(audit(Map.of("target", target)).getString("items[0].changed"))
                        .as(operation.toString())
                        .isEqualTo("first, second.(other), second.inner, third");
            }
        }
    }

    @Test
    void shouldTellFromWhereAChangeCame() {
        // given
        Tenant tenant = Tenant.create();

        // when
        JsonPath rows = audit(Map.of("target", tenant.path()));

        // then
        assertThat(rows.getString("items[0].address")).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldTellWhoChangedSendersEncryptedAnewAndErased() {
        // given
        Tenant tenant = Tenant.create();
        tenant.channel("kannel");

        // when
        Bridge.with(DatabaseResource.OPERATOR_TOKEN).post(tenant.path() + "/senders");
        Bridge.admin().delete(tenant.path() + "/senders/sender1");
        Bridge.admin().post("/encryption/reencrypt");
        Bridge.admin().delete(tenant.path());

        // then
        assertThat(audit(Map.of("target", tenant.path())).getList("items.action"))
                .containsExactly(
                        "portal.delete", "sender.delete", "sender.register", "portalChannel.create", "portal.put");
        assertThat(audit(Map.of("target", "/encryption")).getList("items.action"))
                .contains("encryption.reencrypt");
    }

    @Test
    void shouldPageAndFilter() {
        // given
        Tenant tenant = Tenant.create();
        for (int i = 0; i < 3; i++) {
            Bridge.admin().post(tenant.path() + "/park");
        }

        // when
        Map<String, Object> filter = Map.of("target", tenant.path(), "action", "portal.park", "limit", 2);
        JsonPath first = audit(filter);
        JsonPath second = Bridge.admin()
                .queryParams(filter)
                .queryParam("after", first.getString("after"))
                .get("/audit")
                .jsonPath();

        // then
        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items")).hasSize(1);
        assertThat(second.getString("after")).isNull();
        assertThat(audit(Map.of("target", tenant.path(), "actor", "nobody")).getList("items"))
                .isEmpty();
        assertThat(audit(Map.of("target", tenant.path(), "until", "2020-01-01T00:00:00Z"))
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void shouldNotSpeakOfWhatIsOnlyRead() {
        // given
        Tenant tenant = Tenant.create();

        // when
        Bridge.admin().get(tenant.path());
        Bridge.admin().get(tenant.path() + "/channels");

        // then
        assertThat(audit(Map.of("target", tenant.path())).getList("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"since, yesterday", "until, 1", "after, %%%", "limit, 0"})
    void shouldRefuseAFilterThatIsNone(String name, String value) {
        assertThat(assertProblem(
                        Bridge.admin().queryParam(name, value).get("/audit").then(), Problem.INVALID))
                .isEqualTo(List.of(name));
    }

    private long count(String target) {
        return rows.select("SELECT count(*) FROM audit WHERE target = $1", Tuple.of(target))
                .get(0)
                .getLong(0);
    }

    private static JsonPath audit(Map<String, ?> filter) {
        return Bridge.admin()
                .queryParams(filter)
                .get("/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
