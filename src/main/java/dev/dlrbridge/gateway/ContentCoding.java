package dev.dlrbridge.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes what a client did to make a body shorter, as far as there is room for it. */
public final class ContentCoding {
    private static final int FIRST_PART = 1 << 10;

    private ContentCoding() {}

    /**
     * The body as it was before.
     *
     * @param coding as the request's {@code Content-Encoding} says; null if it says nothing
     * @param limit of the length, in bytes
     * @param room asked for so many bytes more before they are taken
     * @return the same body if it is not coded so after all; null if it is longer than the limit, or there is no room
     */
    public static byte[] undone(byte[] body, String coding, int limit, IntPredicate room) {
        if (coding == null || body.length == 0) {
            return body;
        }
        try (InputStream inflated = inflated(body, coding.strip().toLowerCase(Locale.ROOT))) {
            return inflated == null ? body : read(inflated, limit, room);
        } catch (IOException e) {
            return body;
        }
    }

    private static InputStream inflated(byte[] body, String coding) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        return switch (coding) {
            case "gzip", "x-gzip" -> isGzip(body) ? new GZIPInputStream(bytes) : null;
            case "deflate" -> isZlib(body) ? new InflaterInputStream(bytes) : new BareInflaterStream(bytes);
            default -> null;
        };
    }

    /** Asked first: a stream that finds out itself keeps memory outside of the heap until it is collected. */
    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b && body[2] == 8;
    }

    /** As <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2">the standard has it</a>; some leave its frame out. */
    private static boolean isZlib(byte[] body) {
        return body.length > 1 && (body[0] & 0x0f) == 8 && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
    }

    /** One byte beyond the limit tells that it is passed. */
    private static byte[] read(InputStream inflated, int limit, IntPredicate room) throws IOException {
        byte[] bytes = new byte[0];
        int length = 0;
        while (length <= limit) {
            if (length == bytes.length) {
                int longer = Math.min(Math.max(FIRST_PART, 2 * length), limit + 1);
                if (!room.test(longer - length)) {
                    return null;
                }
                bytes = Arrays.copyOf(bytes, longer);
            }
            int part = inflated.read(bytes, length, bytes.length - length);
            if (part < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += part;
        }
        return null;
    }

    /** Frees what the platform does not, since it did not make it. */
    private static final class BareInflaterStream extends InflaterInputStream {
        BareInflaterStream(InputStream bytes) {
            super(bytes, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
