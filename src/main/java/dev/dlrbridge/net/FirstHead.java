package dev.dlrbridge.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The bytes of a connection up to the empty line that ends its first head, and what has come behind it. */
final class FirstHead {
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int lines;
    private boolean isInLine;

    /** @return whether it is whole */
    boolean add(ByteBuf part) {
        boolean whole = scan(part);
        if (whole && bytes.readableBytes() == 0) {
            bytes = part; // as nearly always: it came in one piece
            return true;
        }
        int length = bytes.readableBytes() + part.readableBytes();
        ByteBuf longer = Unpooled.buffer(length).writeBytes(bytes).writeBytes(part);
        bytes.release();
        part.release();
        bytes = longer;
        return whole;
    }

    /** Empty lines before the first other one do not count, as for the server's own decoder. */
    private boolean scan(ByteBuf part) {
        for (int i = part.readerIndex(); i < part.writerIndex(); i++) {
            byte octet = part.getByte(i);
            if (octet == '\n') {
                if (!isInLine && lines > 0) {
                    return true;
                }
                lines += isInLine ? 1 : 0;
                isInLine = false;
            } else if (octet != '\r') {
                isInLine = true;
            }
        }
        return false;
    }

    int length() {
        return bytes.readableBytes();
    }

    int lines() {
        return lines;
    }

    /** The bytes; whoever takes them releases them. */
    ByteBuf take() {
        ByteBuf taken = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    void release() {
        take().release();
    }
}
