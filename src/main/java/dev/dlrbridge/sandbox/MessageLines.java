package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.portal.Messages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;

/** Streams {@code id TAB status} lines of all messages, as fast as the reader takes them. */
final class MessageLines {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Messages messages;
    private final Iterator<String> ids;
    private final HttpServerResponse response;

    MessageLines(Messages messages, HttpServerResponse response) {
        this.messages = messages;
        this.response = response;
        ids = messages.ids();
    }

    void send() {
        response.setChunked(true).putHeader("Content-Type", "text/plain; charset=utf-8");
        response.drainHandler(drained -> proceed());
        proceed();
    }

    private void proceed() {
        while (ids.hasNext() && !response.closed()) {
            response.write(chunk());
            if (response.writeQueueFull()) {
                return;
            }
        }
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private Buffer chunk() {
        var chunk = Buffer.buffer(CHUNK_BYTES);
        while (ids.hasNext() && chunk.length() < CHUNK_BYTES) {
            var id = ids.next();
            messages.status(id)
                    .ifPresent(status -> chunk.appendString(id)
                            .appendByte((byte) '\t')
                            .appendString(status.word())
                            .appendByte((byte) '\n'));
        }
        return chunk;
    }
}
