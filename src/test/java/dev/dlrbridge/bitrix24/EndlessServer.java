package dev.dlrbridge.bitrix24;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;

/** Answers one request with a gigabyte, or as much of it as is taken. */
final class EndlessServer implements AutoCloseable {
    private static final long GIGABYTE = 1 << 30;
    private static final int BLOCK = 1 << 16;

    private final ServerSocket listener;
    private final CompletableFuture<Long> sent = new CompletableFuture<>();

    /** @param framing headers that say where the body ends */
    EndlessServer(ServerSocketFactory sockets, String framing) throws IOException {
        listener = sockets.createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> answer(framing), "endless-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** How much was sent until the caller closed the connection. */
    CompletableFuture<Long> sent() {
        return sent;
    }

    private void answer(String framing) {
        long bytes = 0;
        try (Socket caller = listener.accept()) {
            InputStream in = caller.getInputStream();
            in.read(new byte[BLOCK]);
            OutputStream out = caller.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + framing + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] block = block(framing.contains("chunked"));
            while (bytes < GIGABYTE) {
                out.write(block);
                bytes += BLOCK;
            }
        } catch (IOException closedByTheCaller) {
            sent.complete(bytes);
        }
        sent.completeExceptionally(new AssertionError("all of it was taken"));
    }

    private static byte[] block(boolean chunked) {
        byte[] spaces = new byte[BLOCK];
        Arrays.fill(spaces, (byte) ' ');
        String text = new String(spaces, StandardCharsets.US_ASCII);
        return (chunked ? Integer.toHexString(BLOCK) + "\r\n" + text + "\r\n" : text)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
