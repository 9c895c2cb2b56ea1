package dev.dlrbridge.handler;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Messages as a portal posts them, at the address that the bridge has made for it. */
public final class PostedMessage {
    static final String FORM = "application/x-www-form-urlencoded";

    private PostedMessage() {}

    /** The path with the portal's key. */
    public static String address(Tenant tenant) {
        String url = Bridge.admin()
                .post(tenant.path() + "/senders/reveal-handler")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("handlerUrl");
        return URI.create(url).getRawPath();
    }

    /** A person has pressed "send": the post carries tokens. */
    public static String ofPerson(Tenant tenant, String messageId) {
        return form("message-of-person", tenant, messageId);
    }

    /** A robot sends: the post carries none. */
    static String ofRobot(Tenant tenant, String messageId) {
        return form("message-of-robot", tenant, messageId);
    }

    public static HttpResponse<String> post(String address, String form) {
        return Bridge.post(address, FORM, form);
    }

    private static String form(String file, Tenant tenant, String messageId) {
        try {
            return Files.readString(Path.of("src/test/resources/bitrix24", file + ".form"))
                    .replace("\n", "")
                    .replace("{code}", "sender1")
                    .replace("{message}", messageId)
                    .replace("{member}", tenant.memberId())
                    .replace("{token}", tenant.tokens().applicationToken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
