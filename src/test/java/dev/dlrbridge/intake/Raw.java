package dev.dlrbridge.intake;

import dev.dlrbridge.testing.Bridge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;

/** Requests written byte by byte, for what no proper client sends. */
final class Raw implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private Raw() throws IOException {
        URI address = Bridge.uri("");
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    static Raw connect() {
        try {
            return new Raw();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path goes out as it is, be it right or wrong. */
    static HttpResponse<String> get(String path) {
        try (Raw raw = connect()) {
            return raw.write("GET " + path + " HTTP/1.1\r\nHost: bridge\r\nConnection: close\r\n\r\n")
                    .answer();
        }
    }

    Raw write(String text) {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Raw write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status line and headers up to the empty line. */
    String head() {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    break;
                }
                head.append((char) octet);
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of the answer until the server closes the connection. */
    HttpResponse<String> answer() {
        String head = head();
        try {
            return new Answered(head, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answered(String head, String body) implements HttpResponse<String> {
        @Override
        public int statusCode() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }

        @Override
        public HttpHeaders headers() {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            Arrays.stream(head.split("\r\n"))
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    .forEach(pair -> headers.put(pair[0], List.of(pair[1])));
            return HttpHeaders.of(headers, (name, value) -> true);
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return Bridge.uri("");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
