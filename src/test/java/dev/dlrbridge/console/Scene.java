package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.Owner;
import dev.dlrbridge.testing.Tenant;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;

/**
 * A portal that has met most of what happens, as its pages are looked at.
 *
 * @param word that the gateway has used and nobody knows
 * @param delivered a message that the portal shows as delivered
 * @param waiting one that waits, since the portal is parked
 */
record Scene(Tenant tenant, Tenant.Callback channel, String word, String delivered, String waiting) {

    static Scene play() {
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("eskiz");
        Bridge.admin()
                .body(Map.of("url", "https://integrator.example/hooks", "kinds", List.of("portal.parked")))
                .put("/applications/" + tenant.clientId() + "/endpoints/crm")
                .then()
                .statusCode(200);
        String word = "NEWWORD_" + letters();
        Scene scene = new Scene(tenant, channel, word, tenant.message(), tenant.message());
        scene.report(scene.delivered, "ACCEPTED");
        scene.report(scene.delivered, "DELIVERED");
        await().untilAsserted(() ->
                assertThat(tenant.known(scene.delivered).getString("forwarded")).isEqualTo("delivered"));
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200);
        scene.report(scene.waiting, "UNDELIV");
        scene.report(scene.delivered, word);
        scene.report(tenant.message(), word);
        scene.report("", "DELIVERED");
        scene.refused();
        return scene;
    }

    /** A request by a method that the gateway does not use. */
    void refused() {
        assertThat(Bridge.get(channel.path()).statusCode()).isEqualTo(405);
    }

    /** Unlike any others; digits might be taken for a number, and be masked. */
    static String letters() {
        return Tenant.newId()
                .substring(0, 12)
                .chars()
                .map(letter -> letter <= '9' ? letter - '0' + 'g' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** @param message empty: only the gateway knows which it is */
    void report(String message, String word) {
        String body = "request_id=request-" + Tenant.newId() + "&phone_number=998901234567&status=" + word;
        String path = channel.path() + (message.isEmpty() ? "" : "/" + message);
        assertThat(Bridge.post(path, "application/x-www-form-urlencoded", body).statusCode())
                .isEqualTo(200);
    }

    String portal() {
        return "/console" + tenant.path();
    }

    String message(String id) {
        return portal() + "/messages/" + id;
    }

    String channelPage() {
        return "/console/channels/" + channel.channelId();
    }

    /** Of the first request in the portal's quarantine. */
    String kept() {
        JsonPath entries = Bridge.admin()
                .get("/quarantine?channelId=" + channel.channelId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return "/console/quarantine/" + entries.getString("items[0].id");
    }

    /** All pages that there are, by an address of each. */
    List<String> pages() {
        return List.of(
                "/console",
                "/console/search?q=" + channel.channelId(),
                "/console/search?q=127.0.0.1",
                "/console/search?q=nothing",
                "/console/portals",
                portal(),
                portal() + "/senders",
                "/console/messages",
                "/console/messages?limit=1",
                message(delivered),
                message(waiting),
                "/console/channels",
                channelPage(),
                channelPage() + "/live",
                "/console/quarantine",
                kept(),
                "/console/meanings?gateway=eskiz&status=undelivered&word=" + word,
                "/console/applications",
                "/console/applications/" + tenant.clientId(),
                "/console/applications/" + tenant.clientId() + "/endpoints/crm",
                "/console/gateways",
                "/console/gateways/twilio",
                "/console/tokens",
                "/console/audit?limit=1",
                "/console/nothing");
    }

    /** Numbers for the chart, as if a day had gone by. */
    void fillTheDay(Owner owner) {
        owner.select("""
                INSERT INTO statistic (portal_id, hour, client_id, gateway, status, reports, known, known_ms, shown, shown_ms)
                SELECT p.id, date_trunc('hour', now()) - h * interval '1 hour', p.client_id, g.name, s.status,
                       (s.share * g.size * (14 + 12 * sin(h / 3.4)))::bigint, 0, 0, (s.share * g.size * 10)::bigint,
                       (s.share * g.size * 14000)::bigint
                  FROM portal p, generate_series(0, 23) h,
                       (VALUES ('eskiz', 9), ('smsc', 4), ('twilio', 2)) g (name, size),
                       (VALUES (40, 12), (30, 2), (31, 1), (20, 3), (0, 1)) s (status, share)
                 WHERE p.member_id = '%s'
                ON CONFLICT DO NOTHING
                RETURNING portal_id::text
                """.formatted(tenant.memberId()));
    }
}
