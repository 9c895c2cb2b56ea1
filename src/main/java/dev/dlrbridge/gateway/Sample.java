package dev.dlrbridge.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A raw request of a gateway ({@code .http}, exact bytes after the first empty line) and what is expected of it
 * ({@code .json} beside it), in a folder with the gateway's name.
 */
public record Sample(String gateway, String name, Callback callback, JsonNode conditions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUEST = ".http";
    private static final String EXPECTED = ".json";
    private static final Pattern BLANK_LINE = Pattern.compile("\n\n|\r\n\r\n");

    /** All samples in the folders of a directory, by gateway and name; UncheckedIOException if one is wrong. */
    public static List<Sample> in(Path directory) {
        List<String> errors = new ArrayList<>();
        List<Sample> samples = in(directory, errors);
        if (!errors.isEmpty()) {
            throw new UncheckedIOException(new IOException(String.join("\n", errors)));
        }
        return samples;
    }

    /** All samples in the folders of a directory, by gateway and name; what is wrong with the others is noted. */
    public static List<Sample> in(Path directory, List<String> errors) {
        List<Sample> samples = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = file.getFileName().toString();
            boolean isRequest = name.endsWith(REQUEST);
            String other = name.substring(0, name.lastIndexOf('.')) + (isRequest ? EXPECTED : REQUEST);
            try {
                if (!Files.exists(file.resolveSibling(other))) {
                    errors.add(directory.relativize(file) + ": there is no " + other + " beside it");
                } else if (isRequest) {
                    samples.add(parse(file));
                }
            } catch (JsonProcessingException e) {
                errors.add(directory.relativize(file.resolveSibling(other)) + ": is not proper JSON");
            } catch (IOException e) {
                errors.add(directory.relativize(file) + ": " + e.getMessage());
            }
        }
        return samples;
    }

    /** Two levels deep: a profile's schema may lie beside the profiles. */
    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.filter(file -> directory.relativize(file).getNameCount() == 2)
                    .filter(file ->
                            file.toString().endsWith(REQUEST) || file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Secrets secrets() {
        Map<String, List<String>> secrets = new HashMap<>();
        conditions.path("secrets").fields().forEachRemaining(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            secrets.put(field.getKey(), values);
        });
        return new Secrets(secrets);
    }

    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        conditions
                .path("settings")
                .fields()
                .forEachRemaining(
                        field -> settings.put(field.getKey(), field.getValue().asText()));
        return settings;
    }

    public Instant clock() {
        return Instant.parse(conditions.path("clock").asText("2026-11-23T14:05:00Z"));
    }

    public Trust trust() {
        return new Trust(secrets(), settings(), this::certificate, clock());
    }

    public JsonNode expected() {
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

    static Sample read(Path file) {
        try {
            return parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Sample parse(Path file) throws IOException {
        String name = file.getFileName().toString().replace(REQUEST, "");
        JsonNode conditions = JSON.readTree(file.resolveSibling(name + EXPECTED).toFile());
        byte[] request = Files.readAllBytes(file);
        Callback callback = callback(request, conditions.path("publicUrl").asText());
        return new Sample(file.getParent().getFileName().toString(), name, callback, conditions);
    }

    /** The request of a file; IOException with a fixed text if it is none. */
    public static Callback callback(byte[] request, String url) throws IOException {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        Matcher blankLine = BLANK_LINE.matcher(text);
        boolean hasBody = blankLine.find();
        String[] head =
                text.substring(0, hasBody ? blankLine.start() : text.length()).split("\\R");
        String[] requestLine = head[0].split(" ");
        if (requestLine.length < 2) {
            throw new IOException("the first line must be METHOD PATH HTTP/1.1");
        }
        int question = requestLine[1].indexOf('?');
        String path = question < 0 ? requestLine[1] : requestLine[1].substring(0, question);
        String query = question < 0 ? null : requestLine[1].substring(question + 1);
        byte[] body = hasBody ? Arrays.copyOfRange(request, blankLine.end(), request.length) : new byte[0];
        return new Callback(requestLine[0], url, path, query, headers(head), body, null);
    }

    private static Map<String, List<String>> headers(String... head) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : List.of(head).subList(1, head.length)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("each line of the head must be Name: value");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    List.of(line.substring(colon + 1).strip()));
        }
        return headers;
    }

    @Override
    public String toString() {
        return gateway + "/" + name;
    }
}
