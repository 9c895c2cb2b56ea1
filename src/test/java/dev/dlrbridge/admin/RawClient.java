package dev.dlrbridge.admin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends request lines as they are, over a connection that is kept for as long as the other side keeps it. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private Socket socket;
    private InputStream in;

    RawClient(int port) {
        this.port = port;
    }

    /** @return the status of the answer; 0 when a new connection was closed without one */
    int send(String method, String target) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(method, target);
        } catch (IOException e) {
            close();
            return kept ? send(method, target) : 0;
        }
    }

    private int exchange(String method, String target) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream()
                .write((method + " " + target + " HTTP/1.1\r\nHost: bridge\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        String head = head();
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        boolean hasBody = !method.equals("HEAD") && status != 204 && status != 304;
        long length = hasBody ? length(head) : 0;
        if (length < 0 || head.contains("connection: close")) {
            close();
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed");
            }
            head.append((char) octet);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    /** Negative when the head does not say it. */
    private static long length(String head) {
        int at = head.indexOf("content-length:");
        return at < 0
                ? -1
                : Long.parseLong(head.substring(at + "content-length:".length(), head.indexOf("\r\n", at))
                        .strip());
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
