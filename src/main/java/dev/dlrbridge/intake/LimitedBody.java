package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.ContentCoding;
import dev.dlrbridge.net.BodyMemory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/**
 * Reads a request's body up to a limit, and within the memory that there is for all bodies, so that no caller decides
 * how much memory it takes, nor do many together. The same goes for what a body is that was made shorter for the way.
 */
final class LimitedBody {
    private static final byte[] EMPTY = new byte[0];

    private final BodyMemory memory;
    private final Object holder;
    private final long limit;
    private final long declared;
    private final String coding;
    private final Reader reader;
    private byte[] bytes = EMPTY;
    private int length;
    private long taken;
    private boolean isFull;
    private boolean isOver;

    private LimitedBody(HttpServerRequest request, long limit, BodyMemory memory, Object holder, Reader reader) {
        this.memory = memory;
        this.holder = holder;
        this.limit = limit;
        this.declared = declaredLength(request);
        this.coding = request.getHeader("Content-Encoding");
        this.reader = reader;
    }

    /** Who waits for the body. */
    interface Reader {
        /**
         * With the whole of it, whose memory is to be released when it is not needed any more.
         *
         * @param content the body without its {@code Content-Encoding}
         */
        void read(byte[] body, byte[] content, LimitedBody memory);

        void refused(Refusal refusal);
    }

    /**
     * Tells the reader one thing, or nothing when the connection ends before the body. A caller that waits for leave to
     * send its body has it at once; what comes after a refusal is thrown away.
     *
     * @param holder of whom all bodies together must leave room for those of others
     */
    static void read(HttpServerRequest request, long limit, BodyMemory memory, Object holder, Reader reader) {
        LimitedBody body = new LimitedBody(request, limit, memory, holder, reader);
        request.handler(body::add);
        request.endHandler(ignored -> body.end());
        request.exceptionHandler(lost -> body.end(null));
        if (body.declared > limit) {
            body.end(Refusal.BODY_TOO_LARGE);
        } else if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    /** Gives back the memory. */
    void release() {
        if (taken > 0) {
            memory.giveBack(holder, taken);
            taken = 0;
            bytes = EMPTY;
        }
    }

    private void add(Buffer part) {
        if (isOver) {
            return;
        }
        int longer = length + part.length();
        if (longer > limit) {
            end(Refusal.BODY_TOO_LARGE);
        } else if (longer > bytes.length && !grow(longer)) {
            end(Refusal.BODIES_FULL);
        } else {
            part.getBytes(bytes, length);
            length = longer;
        }
    }

    /** To the double, but not beyond what the caller says is the whole. */
    private boolean grow(int needed) {
        long most = declared >= needed ? declared : limit;
        int longer = (int) Math.max(needed, Math.min(2L * bytes.length, most));
        if (!take(longer - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, longer);
        return true;
    }

    private boolean take(int more) {
        isFull = !memory.take(holder, more);
        taken += isFull ? 0 : more;
        return !isFull;
    }

    private void end() {
        if (isOver) {
            return;
        }
        byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        byte[] content = ContentCoding.undone(body, coding, (int) limit, this::take);
        if (content == null) {
            end(isFull ? Refusal.BODIES_FULL : Refusal.BODY_TOO_LARGE);
        } else {
            isOver = true;
            reader.read(body, content, this);
        }
    }

    /** @param refusal null when nobody is left to hear it */
    private void end(Refusal refusal) {
        if (!isOver) {
            isOver = true;
            release();
            if (refusal != null) {
                reader.refused(refusal);
            }
        }
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
