package dev.dlrbridge.intake;

import dev.dlrbridge.net.BodyMemory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/**
 * Reads a request's body up to a limit, and within the memory that there is for all bodies, so that no caller decides
 * how much memory it takes, nor do many together.
 */
final class LimitedBody {
    private static final byte[] EMPTY = new byte[0];

    private final BodyMemory memory;
    private final Object holder;
    private final long limit;
    private final long declared;
    private final Reader reader;
    private byte[] bytes = EMPTY;
    private int length;
    private boolean isOver;

    private LimitedBody(HttpServerRequest request, long limit, BodyMemory memory, Object holder, Reader reader) {
        this.memory = memory;
        this.holder = holder;
        this.limit = limit;
        this.declared = declaredLength(request);
        this.reader = reader;
    }

    /** Who waits for the body. */
    interface Reader {
        /** With the whole of it, whose memory is to be released when it is not needed any more. */
        void read(byte[] body, LimitedBody memory);

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
        if (bytes.length > 0) {
            memory.giveBack(holder, bytes.length);
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
        if (!memory.take(holder, longer - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, longer);
        return true;
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            reader.read(length == bytes.length ? bytes : Arrays.copyOf(bytes, length), this);
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
