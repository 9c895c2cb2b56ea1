package dev.dlrbridge.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every report counts once, in its hour, with how long it took; a portal that was away is made up for a day later. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class CountingTest {
    private final Counting counting;
    private final Rows rows;

    CountingTest(Counting counting, Rows rows) {
        this.counting = counting;
        this.rows = rows;
    }

    @Test
    void shouldCountEveryReportOnceWithWhatItTook() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");
        rows.select(
                "UPDATE statistic_progress SET until = date_trunc('hour', now()) - interval '1 day 2 hours'",
                Tuple.tuple());
        rows.select(
                "SELECT make_report_partition(((now() - interval '24 hours 5 minutes') AT TIME ZONE 'UTC')::date)",
                Tuple.tuple());
        report(channel, "a", 40, "1 hour", "40 seconds", "58 minutes");
        report(channel, "b", 40, "1 hour", "20 seconds", "59 minutes 50 seconds");
        report(channel, "c", 31, "1 hour", null, null);
        report(channel, "d", 40, "24 hours 5 minutes", "10 seconds", "3 minutes");

        // when
        for (int again = 0; again < 2; again++) {
            counting.count().await().indefinitely();
        }

        // then
        JsonPath figures = figures(tenant, "status");
        assertThat(figures.getList("items.status")).containsExactly("failed", "delivered");
        assertThat(figures.getList("items.reports")).containsExactly(1, 3);
        assertThat(figures.getList("items.shown")).containsExactly(0, 2);
        assertThat(figures.getDouble("items[1].averageKnownSeconds")).isBetween(23.0, 24.0);
        assertThat(figures(tenant, "hour,gateway").getList("items.gateway")).containsOnly("kannel");
        assertThat(figures(tenant, "hour").getList("items.hour")).hasSize(2);
        assertThat(figures(tenant, "portal").getString("items[0].memberId")).isEqualTo(tenant.memberId());
    }

    /** @param known before the report, if at all @param forwarded how long ago, if at all */
    private void report(
            Tenant.Callback channel, String message, int status, String ago, String known, String forwarded) {
        rows.select("""
                        WITH made AS (
                          INSERT INTO report (received_at, portal_id, message_id, channel_id, raw_status, status)
                          SELECT now() - $3::text::interval, portal_id, $2, id, 'raw', $4::smallint FROM channel WHERE id = $1
                          RETURNING *)
                        INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, forwarded,
                                             known_since, forwarded_at)
                        SELECT portal_id, message_id, channel_id, 'sender1', status,
                               CASE WHEN $6::text IS NOT NULL THEN status END,
                               received_at - $5::text::interval, now() - $6::text::interval
                          FROM made
                        """, Tuple.of(channel.channelId(), message + UUID.randomUUID(), ago, status, known, forwarded));
    }

    private static JsonPath figures(Tenant tenant, String by) {
        String from = Instant.now().minus(Duration.ofDays(2)).toString();
        return Bridge.admin()
                .queryParams(Map.of("memberId", tenant.memberId(), "by", by, "from", from))
                .get("/statistics")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
