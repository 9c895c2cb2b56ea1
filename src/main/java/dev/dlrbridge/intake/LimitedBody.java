package dev.dlrbridge.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's body up to a limit, so that no caller decides how much memory it takes. */
final class LimitedBody {
    private static final byte[] EMPTY = new byte[0];

    private final long limit;
    private final Consumer<byte[]> complete;
    private final Runnable tooLarge;
    private Buffer read;
    private boolean over;

    private LimitedBody(long limit, Consumer<byte[]> complete, Runnable tooLarge) {
        this.limit = limit;
        this.complete = complete;
        this.tooLarge = tooLarge;
    }

    /**
     * Calls exactly one of the two, or none when the connection ends before the body. A caller that waits for leave to
     * send its body has it at once; what comes after a refusal is thrown away.
     */
    static void read(HttpServerRequest request, long limit, Consumer<byte[]> complete, Runnable tooLarge) {
        LimitedBody body = new LimitedBody(limit, complete, tooLarge);
        request.handler(body::add);
        request.endHandler(ignored -> body.end());
        if (declaredLength(request) > limit) {
            body.refuse();
        } else if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void refuse() {
        over = true;
        read = null;
        tooLarge.run();
    }

    private void add(Buffer part) {
        if (over) {
            return;
        }
        if (length() + part.length() > limit) {
            refuse();
        } else {
            read = read == null ? Buffer.buffer().appendBuffer(part) : read.appendBuffer(part);
        }
    }

    private void end() {
        if (!over) {
            complete.accept(read == null ? EMPTY : read.getBytes());
        }
    }

    private long length() {
        return read == null ? 0 : read.length();
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // the bytes themselves will be counted
        }
    }
}
