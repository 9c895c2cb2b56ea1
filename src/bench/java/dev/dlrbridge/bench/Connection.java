package dev.dlrbridge.bench;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP connection of a load, with one request under way at a time, on a bare socket: it costs next to nothing. */
final class Connection {
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final String LENGTH = "\r\ncontent-length:";

    /** When the request under way should have been sent, in {@link System#nanoTime()}. */
    long intended;

    private final SocketChannel socket;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(4096);
    private ByteBuffer out;

    Connection(Selector selector, SocketAddress address) throws IOException {
        socket = SocketChannel.open(address);
        socket.configureBlocking(false);
        key = socket.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request) throws IOException {
        in.clear();
        out = ByteBuffer.wrap(request);
        write();
    }

    /**
     * Goes on with what the socket is ready for.
     *
     * @return whether the answer is complete
     * @throws IllegalStateException when the answer is no success, or the connection ends
     */
    boolean proceed() throws IOException {
        if (out.hasRemaining()) {
            write();
        }
        int read = socket.read(in);
        if (read < 0 || !in.hasRemaining()) {
            throw new IllegalStateException("an answer is cut or too long");
        }
        return read > 0 && isComplete();
    }

    void close() throws IOException {
        socket.close();
    }

    private void write() throws IOException {
        socket.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean isComplete() {
        int endOfHead = endOfHead();
        if (endOfHead < 0) {
            return false;
        }
        if (in.get(STATUS) != '2') {
            throw new IllegalStateException("an answer is no success");
        }
        // An empty answer, the usual one, needs no look at its head.
        return in.position() == endOfHead || in.position() == endOfHead + bodyLength(endOfHead);
    }

    private int endOfHead() {
        for (int i = STATUS; i + 4 <= in.position(); i++) {
            if (in.get(i) == '\r' && in.get(i + 2) == '\r' && in.get(i + 1) == '\n' && in.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int bodyLength(int endOfHead) {
        String head = new String(in.array(), 0, endOfHead, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int at = head.indexOf(LENGTH);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at + 2))
                        .strip());
    }
}
