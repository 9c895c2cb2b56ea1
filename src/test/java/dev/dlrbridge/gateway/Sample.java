package dev.dlrbridge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A raw request of a gateway ({@code .http}, exact bytes after the first empty line) and what is expected ({@code .json}). */
record Sample(String gateway, String name, Callback callback, JsonNode conditions) {
    static final Path FOLDER = Path.of("src/test/resources/gateways");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Sample> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http")).sorted().map(Sample::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sample named(String gateway, String name) {
        return read(FOLDER.resolve(gateway).resolve(name + ".http"));
    }

    Secrets secrets() {
        Map<String, List<String>> secrets = new HashMap<>();
        conditions.path("secrets").fields().forEachRemaining(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            secrets.put(field.getKey(), values);
        });
        return new Secrets(secrets);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        conditions
                .path("settings")
                .fields()
                .forEachRemaining(
                        field -> settings.put(field.getKey(), field.getValue().asText()));
        return settings;
    }

    Instant clock() {
        return Instant.parse(conditions.path("clock").asText("2026-11-23T14:05:00Z"));
    }

    Trust trust() {
        return new Trust(secrets(), settings(), this::certificate, clock());
    }

    JsonNode expected() {
        return conditions.path("expect");
    }

    /** The sample's own keys stand in for the vendor's certificates. */
    private Optional<PublicKey> certificate(URI address) {
        String key = conditions.path("certificates").path(address.toString()).asText();
        try {
            byte[] encoded = Base64.getDecoder().decode(key);
            return key.isEmpty()
                    ? Optional.empty()
                    : Optional.of(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Sample read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".http", "");
            JsonNode conditions =
                    JSON.readTree(file.resolveSibling(name + ".json").toFile());
            byte[] request = Files.readAllBytes(file);
            Callback callback = callback(request, conditions.path("publicUrl").asText());
            return new Sample(file.getParent().getFileName().toString(), name, callback, conditions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Callback callback(byte[] request, String url) {
        int end = new String(request, StandardCharsets.ISO_8859_1).indexOf("\n\n");
        String[] head = new String(request, 0, end, StandardCharsets.UTF_8).split("\n");
        String[] requestLine = head[0].split(" ");
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : List.of(head).subList(1, head.length)) {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon).toLowerCase(), List.of(line.substring(colon + 2)));
        }
        int question = requestLine[1].indexOf('?');
        String query = question < 0 ? null : requestLine[1].substring(question + 1);
        return new Callback(requestLine[0], url, query, headers, Arrays.copyOfRange(request, end + 2, request.length));
    }

    @Override
    public String toString() {
        return gateway + "/" + name;
    }
}
