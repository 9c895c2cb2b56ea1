package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.Tenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Somebody who writes script wherever he may write anything. */
record Hostile(Tenant tenant, Tenant.Callback channel, String message, String unread) {
    static final String SCRIPT = "'\"><script>alert(1)</script><img src=x onerror=alert(2)>";

    static Hostile send() {
        Tenant tenant = Tenant.create();
        Bridge.admin()
                .body(Map.of("clientSecret", tenant.clientSecret(), "title", SCRIPT))
                .put("/applications/" + tenant.clientId())
                .then()
                .statusCode(200);
        Tenant.Callback channel = tenant.channel(
                "generic-form",
                Map.of(),
                Map.of(
                        "id", "id",
                        "status", "status",
                        "errorCode", "code",
                        "errorText", "text",
                        "statuses", "DELIVERED=delivered, FAILED=failed",
                        "senderName", SCRIPT));
        Hostile hostile = new Hostile(tenant, channel, tenant.message(), tenant.message());
        hostile.report(hostile.message, "FAILED", SCRIPT);
        hostile.report(hostile.unread, SCRIPT, "");
        hostile.report("", "DELIVERED", SCRIPT);
        await().untilAsserted(() ->
                assertThat(tenant.known(hostile.message).getList("reports")).hasSize(1));
        return hostile;
    }

    private void report(String message, String word, String error) {
        String query = "?id=" + encoded(SCRIPT + message) + "&status=" + encoded(word) + "&code=" + encoded(error)
                + "&text=" + encoded(error);
        String path = channel.path() + (message.isEmpty() ? "" : "/" + message);
        assertThat(Bridge.get(path + query).statusCode()).isEqualTo(200);
    }

    /** Where something of his is to be read. */
    List<String> pages() {
        String portal = "/console" + tenant.path();
        return List.of(
                "/console/search?q=" + encoded(SCRIPT),
                portal + "/messages/" + message,
                portal + "/messages/" + unread,
                "/console/channels/" + channel.channelId(),
                "/console/quarantine",
                kept(),
                "/console/applications/" + tenant.clientId());
    }

    /** The request that nobody understands. */
    String kept() {
        return "/console/quarantine/"
                + Bridge.admin()
                        .get("/quarantine?channelId=" + channel.channelId())
                        .path("items[0].id");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
