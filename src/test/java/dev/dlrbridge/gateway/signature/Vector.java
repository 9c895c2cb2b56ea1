package dev.dlrbridge.gateway.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.testing.Callbacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request that is signed rightly; the copies that methods make of it are not.
 *
 * @param covers what must be noticed when it is changed: {@code body}, {@code url} (its end), {@code path},
 *     {@code header name} or {@code json field}
 * @param needs headers without which there is no signature
 * @param tolerance null if the request has no age
 */
record Vector(
        String name,
        String signature,
        Map<String, String> secrets,
        Map<String, String> settings,
        Map<String, String> certificates,
        Instant clock,
        String method,
        String url,
        Map<String, String> headers,
        String body,
        List<String> covers,
        List<String> needs,
        Duration tolerance) {
    private static final Path FOLDER = Path.of("src/test/resources/signatures");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Vector> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Vector::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Verdict verdict() {
        return scheme().verify(callback(), trust());
    }

    Signature scheme() {
        return Schemes.of(signature, secrets.keySet(), settings.keySet());
    }

    Callback callback() {
        int question = url.indexOf('?');
        Map<String, List<String>> received = new TreeMap<>();
        headers.forEach((header, value) -> received.put(header, List.of(value)));
        String query = question < 0 ? null : url.substring(question + 1);
        return Callbacks.of(method, url, query, received, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The right secrets are the second ones, as at the end of a rotation. */
    Trust trust() {
        Map<String, List<String>> rotated = new HashMap<>();
        secrets.forEach((secret, value) -> rotated.put(secret, List.of("another", value)));
        return new Trust(new Secrets(rotated), settings, this::certificate, clock);
    }

    Vector at(Instant time) {
        return with(secrets, time, url, headers, body);
    }

    Vector withSecrets(Map<String, String> others) {
        return with(others, clock, url, headers, body);
    }

    Vector withoutHeader(String header) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(header);
        return with(secrets, clock, url, fewer, body);
    }

    /** With something else in the place, see {@link #covers}. */
    Vector changed(String place) {
        String kind = place.split(" ")[0];
        String field = place.substring(Math.min(place.length(), kind.length() + 1));
        return switch (kind) {
            case "body" -> with(secrets, clock, url, headers, body + "1");
            case "url" -> with(secrets, clock, url + "1", headers, body);
            case "path" -> with(secrets, clock, withOtherPath(), headers, body);
            case "header" -> with(secrets, clock, url, changed(headers, field), body);
            case "json" -> with(secrets, clock, url, headers, withOtherField(field));
            default -> throw new IllegalArgumentException(place);
        };
    }

    private Vector with(Map<String, String> keys, Instant time, String to, Map<String, String> sent, String content) {
        return new Vector(
                name,
                signature,
                keys,
                settings,
                certificates,
                time,
                method,
                to,
                sent,
                content,
                covers,
                needs,
                tolerance);
    }

    private String withOtherPath() {
        int question = url.indexOf('?');
        return question < 0 ? url + "/x" : url.substring(0, question) + "/x" + url.substring(question);
    }

    /** The first letter or digit changes: the end of a Base64 text can be changed and mean the same. */
    private static Map<String, String> changed(Map<String, String> headers, String header) {
        Map<String, String> others = new TreeMap<>(headers);
        others.computeIfPresent(header, (key, value) -> {
            int at = value.lastIndexOf(' ') + 1;
            char other = value.charAt(at) == '1' ? '2' : '1';
            return value.substring(0, at) + other + value.substring(at + 1);
        });
        return others;
    }

    private String withOtherField(String field) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(body);
            return json.put(field, "1" + json.path(field).asText().substring(1) + "1")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<PublicKey> certificate(URI address) {
        return Optional.ofNullable(certificates.get(address.toString())).map(key -> PublicKeys.of("RSA", key));
    }

    private static Vector read(Path file) {
        try {
            JsonNode vector = YAML.readTree(file.toFile());
            return new Vector(
                    file.getFileName().toString(),
                    vector.path("signature").asText(),
                    texts(vector.path("secrets")),
                    texts(vector.path("settings")),
                    texts(vector.path("certificates")),
                    Instant.parse(vector.path("clock").asText()),
                    vector.path("method").asText(),
                    vector.path("url").asText(),
                    texts(vector.path("headers")),
                    vector.path("body").asText(),
                    list(vector.path("covers")),
                    list(vector.path("needs")),
                    vector.has("tolerance")
                            ? Duration.parse("PT" + vector.path("tolerance").asText())
                            : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(JsonNode mapping) {
        Map<String, String> texts = new TreeMap<>();
        mapping.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static List<String> list(JsonNode items) {
        return Stream.iterate(0, index -> index < items.size(), index -> index + 1)
                .map(index -> items.get(index).asText())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
