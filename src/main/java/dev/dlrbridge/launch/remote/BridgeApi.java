package dev.dlrbridge.launch.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The administration API of a running bridge, with the options that say where it is and by which token. */
final class BridgeApi {
    private static final String USUAL_URL = "http://localhost:8090";
    private static final Path OWN_TOKEN = Path.of(".dlrbridge", "admin-token");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;

    @Option(names = "--url", paramLabel = "URL", description = "Of the bridge; DLRBRIDGE_URL, or " + USUAL_URL + ".")
    private String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "With the token; else DLRBRIDGE_TOKEN, or .dlrbridge/admin-token.")
    private Path tokenFile;

    BridgeApi() {
        this(System.getenv());
    }

    BridgeApi(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws RefusedException with what went wrong, in a line for people */
    JsonNode get(String path, Map<String, String> query) {
        try (InputStream body = open(path, query, "application/json")) {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new RefusedException("The bridge's answer cannot be read");
        }
    }

    /** Every item of a list, page by page. */
    void each(String path, Map<String, String> query, Consumer<JsonNode> item) {
        Map<String, String> asked = new java.util.LinkedHashMap<>(query);
        JsonNode page;
        do {
            page = get(path, asked);
            page.path("items").forEach(item);
            asked.put("after", page.path("after").asText(""));
        } while (page.hasNonNull("after"));
    }

    InputStream open(String path, Map<String, String> query, String media) {
        String parameters = query.entrySet().stream()
                .filter(parameter ->
                        parameter.getValue() != null && !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        URI address = address("/api/v1" + path + (parameters.isEmpty() ? "" : "?" + parameters));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Accept", media)
                .build();
        try {
            HttpResponse<InputStream> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream());
            return checked(answer);
        } catch (IOException e) {
            throw new RefusedException("No bridge answers at " + base());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted");
        }
    }

    private static InputStream checked(HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() == OK) {
            return answer.body();
        }
        answer.body().close();
        throw new RefusedException(
                switch (answer.statusCode()) {
                    case UNAUTHORIZED -> "The bridge does not know the token";
                    case FORBIDDEN -> "The token does not permit this";
                    default -> "The bridge answers with the status " + answer.statusCode();
                });
    }

    private URI address(String pathAndQuery) {
        try {
            return URI.create(base() + pathAndQuery);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("The bridge's URL is none");
        }
    }

    private String base() {
        String given = url == null ? environment.getOrDefault("DLRBRIDGE_URL", USUAL_URL) : url;
        return given.replaceAll("/+$", "");
    }

    private String token() {
        Optional<String> given = Optional.ofNullable(tokenFile)
                .map(BridgeApi::read)
                .or(() -> Optional.ofNullable(environment.get("DLRBRIDGE_TOKEN")))
                .or(() -> Files.isReadable(OWN_TOKEN) ? Optional.of(read(OWN_TOKEN)) : Optional.empty());
        return given.map(String::strip)
                .orElseThrow(
                        () -> new RefusedException("No token: set DLRBRIDGE_TOKEN, or name a file by --token-file"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RefusedException(file + ": cannot be read");
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
