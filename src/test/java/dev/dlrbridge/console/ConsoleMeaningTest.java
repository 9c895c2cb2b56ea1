package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows when somebody says what a gateway's word means. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConsoleMeaningTest {
    private final Rows rows;

    ConsoleMeaningTest(Rows rows) {
        this.rows = rows;
    }

    @Test
    void shouldTeachAllChannelsOfTheGatewayAndReadAgainWhatWaitedForTheWord() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback own = tenant.channel("eskiz", Map.of(), Map.of("statuses", "OTHER=sent"));
        Tenant.Callback shared = tenant.applicationChannel("eskiz");
        String word = "WORD" + Scene.letters();
        String message = tenant.message();
        report(own, message, word);
        report(own, tenant.message(), "ANOTHER" + word);

        // when
        Response answer = Session.of(DatabaseResource.ADMIN_TOKEN)
                .post("/meanings?gateway=eskiz&status=undelivered&word=" + word, Map.of());

        // then
        assertThat(answer.statusCode()).isEqualTo(303);
        await().untilAsserted(() ->
                assertThat(tenant.known(message).getString("reported")).isEqualTo("undelivered"));
        assertThat(statuses(own)).isEqualTo("OTHER=sent, " + word + "=undelivered");
        assertThat(statuses(shared)).isEqualTo(word + "=undelivered");
        assertThat(rows.count("quarantine", own.channelId())).isEqualTo(1);
        assertThat(rows.select(
                        "SELECT target FROM audit WHERE action = 'meaning.teach' AND target LIKE $1",
                        Tuple.of("%" + word + "%")))
                .hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsNoStatusNoGatewayAndNoWord() {
        Session admin = Session.of(DatabaseResource.ADMIN_TOKEN);
        for (String query : new String[] {
            "gateway=eskiz&word=W&status=lost",
            "gateway=none&word=W&status=sent",
            "gateway=eskiz&word=W*&status=sent",
            "word=W"
        }) {
            assertThat(admin.post("/meanings?" + query, Map.of()).statusCode())
                    .as(query)
                    .isEqualTo(400);
            assertThat(admin.get("/meanings?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    private static void report(Tenant.Callback channel, String message, String word) {
        assertThat(Bridge.post(
                                channel.path() + "/" + message,
                                "application/x-www-form-urlencoded",
                                "request_id=" + Tenant.newId() + "&status=" + word)
                        .statusCode())
                .isEqualTo(200);
    }

    private static String statuses(Tenant.Callback channel) {
        return Bridge.admin().get("/channels/" + channel.channelId()).path("settings.statuses");
    }
}
