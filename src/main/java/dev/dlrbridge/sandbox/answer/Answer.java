package dev.dlrbridge.sandbox.answer;

import dev.dlrbridge.sandbox.php.PhpJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * An answer ready to be sent.
 *
 * @param location null except for redirects
 * @param afterMs how long the portal works before it is sent
 */
public record Answer(int status, String contentType, byte[] body, String location, long afterMs) {
    private static final String ERROR = "{\"error\":\"";
    private static final int LONGEST_CODE = 100;
    private static final String NOTICE =
            "<br />\n<b>%s</b>:  Undefined index: {closure} in <b>/home/bitrix/www/a.php</b> on line <b>7</b><br />\n";

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

    /** The code of the error in it. */
    public Optional<String> error() {
        var text = new String(body, 0, Math.min(body.length, LONGEST_CODE), StandardCharsets.UTF_8);
        return text.startsWith(ERROR)
                ? Optional.of(text.substring(ERROR.length()).split("\"", 2)[0])
                : Optional.empty();
    }

    static Answer empty(int status) {
        return new Answer(status, "text/html; charset=utf-8", new byte[0], null, 0);
    }

    Answer firstHalf() {
        return with(java.util.Arrays.copyOf(body, body.length / 2));
    }

    /** As PHP prints them where errors are shown. */
    Answer withNotices() {
        var text = new String(body, StandardCharsets.UTF_8);
        return with((NOTICE.formatted("Notice") + text + NOTICE.formatted("Warning")).getBytes(StandardCharsets.UTF_8));
    }

    Answer compressed() {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with(compressed.toByteArray());
    }

    private Answer with(byte[] other) {
        return new Answer(status, contentType, other, location, afterMs);
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
        if (body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b) {
            response.putHeader("Content-Encoding", "gzip");
        }
        response.end(Buffer.buffer(body));
    }
}
