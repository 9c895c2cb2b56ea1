package dev.dlrbridge.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Plain calls over HTTP/1.1, as a gateway, a probe or an operator makes them. */
final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @throws IOException when there is no answer */
    HttpResponse<String> get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address));
    }

    /** @throws IOException when there is no answer */
    HttpResponse<String> post(URI address, String mediaType, String body) throws IOException {
        return send(HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", mediaType));
    }

    /** @throws UncheckedIOException when there is no answer */
    HttpResponse<String> json(String method, URI address, String token, String body) {
        try {
            return send(HttpRequest.newBuilder(address)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException when there is no answer */
    HttpResponse<String> send(String method, URI address, Map<String, String> headers, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
