package dev.dlrbridge.sandbox.answer;

import dev.dlrbridge.sandbox.php.PhpJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * An answer ready to be sent.
 *
 * @param location null except for redirects
 * @param afterMs how long the portal works before it is sent
 */
public record Answer(int status, String contentType, byte[] body, String location, long afterMs) {
    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json; charset=utf-8", PhpJson.encode(value), null, 0);
    }

    public static Answer error(RestError error, ErrorStatuses statuses) {
        return json(error.status(statuses), error.body());
    }

    public static Answer html(int status, String title) {
        var page = "<html>\n<head><title>" + title + "</title></head>\n<body><h1>" + title + "</h1></body>\n</html>\n";
        return new Answer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), null, 0);
    }

    public static Answer redirect(String location) {
        var page = html(302, "302 Found");
        return new Answer(302, page.contentType, page.body, location, 0);
    }

    Answer firstHalf() {
        return new Answer(status, contentType, java.util.Arrays.copyOf(body, body.length / 2), location, afterMs);
    }

    public Answer after(long milliseconds) {
        return new Answer(status, contentType, body, location, milliseconds);
    }

    public void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", contentType);
        if (location != null) {
            response.putHeader("Location", location);
        }
        response.end(Buffer.buffer(body));
    }
}
