package dev.dlrbridge.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.testing.Callbacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the vendors' own code signs, or believes, is believed, whichever header and algorithm it uses; with one letter
 * changed it is not. The program in src/test/vectors has written the requests.
 */
class VendorVectorsTest {
    private static final Path FILE = Path.of("src/test/resources/vectors/sdk.json");
    private static final Gateways GATEWAYS = Gateways.builtIn();

    /** Schemes that are a credential, sent along as it is. */
    private static final Set<String> CREDENTIALS = Set.of("none", "basic", "header", "parameters");

    /** Gateways that sign, and why the vendor's code is no judge of it. */
    private static final Map<String, String> WITHOUT_VENDORS_CODE = Map.ofEntries(
            Map.entry("android-sms-gateway", "its client has no check"),
            Map.entry("gatewayapi", "no client of the vendor's in the registry"),
            Map.entry("generic-form", "no vendor"),
            Map.entry("generic-json", "no vendor"),
            Map.entry("generic-smpp", "no vendor"),
            Map.entry("httpsms", "no client of the vendor's in the registry"),
            Map.entry("infobip", "its client has no check"),
            Map.entry("messente", "its client has no check"),
            Map.entry("mobizon", "no client of the vendor's in the registry"),
            Map.entry("sms-ru", "no client of the vendor's in the registry"),
            Map.entry("smsc", "no client of the vendor's in the registry"),
            Map.entry("telesign", "its client signs requests to the vendor otherwise, and checks none"),
            Map.entry("termii", "no client of the vendor's in the registry"));

    record Signed(JsonNode vector, String url, Map<String, String> headers, String body) {
        Verdict verdict() {
            Map<String, List<String>> received = new TreeMap<>();
            headers.forEach((name, value) -> received.put(name, List.of(value)));
            int question = url.indexOf('?');
            String query = question < 0 ? null : url.substring(question + 1);
            Callback callback = Callbacks.of(
                    vector.path("method").asText(), url, query, received, body.getBytes(StandardCharsets.UTF_8));
            return vector.has("gateway")
                    ? gateway().verify(callback, trust())
                    : Schemes.of(
                                    vector.path("signature").asText(),
                                    texts(vector.path("secrets")).keySet())
                            .verify(callback, trust());
        }

        private Gateway gateway() {
            return GATEWAYS.find(vector.path("gateway").asText()).orElseThrow();
        }

        private Trust trust() {
            Map<String, List<String>> secrets = new TreeMap<>();
            texts(vector.path("secrets")).forEach((name, value) -> secrets.put(name, List.of(value)));
            Map<String, String> certificates = texts(vector.path("certificates"));
            return new Trust(
                    new Secrets(secrets),
                    texts(vector.path("settings")),
                    address -> Optional.ofNullable(certificates.get(address.toString()))
                            .map(key -> PublicKeys.of("RSA", key)),
                    Instant.parse(vector.path("clock").asText()));
        }

        /** With each letter of the place changed in turn. */
        List<Signed> changed(String place) {
            int path = url.indexOf('/', url.indexOf("://") + 3);
            int question = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
            return switch (place.split(" ")[0]) {
                case "url" -> withUrls(path, url.length());
                case "path" -> withUrls(path, question);
                // Without its question mark it would only try the address, and say nothing.
                case "query" -> withUrls(Math.min(question + 1, url.length()), url.length());
                case "body" ->
                    changed(body, 0, body.length()).stream()
                            .map(other -> new Signed(vector, url, headers, other))
                            .toList();
                case "header" -> withHeaders(place.substring("header ".length()));
                default -> throw new IllegalArgumentException(place);
            };
        }

        private List<Signed> withUrls(int from, int to) {
            return changed(url, from, to).stream()
                    .map(other -> new Signed(vector, other, headers, body))
                    .toList();
        }

        private List<Signed> withHeaders(String name) {
            String value = headers.get(name);
            return changed(value, 0, value.length()).stream()
                    .map(other -> {
                        Map<String, String> others = new TreeMap<>(headers);
                        others.put(name, other);
                        return new Signed(vector, url, others, body);
                    })
                    .toList();
        }

        private static List<String> changed(String text, int from, int to) {
            List<String> changed = new ArrayList<>();
            for (int at = from; at < to; at++) {
                char other = text.charAt(at) == '1' ? '2' : '1';
                changed.add(text.substring(0, at) + other + text.substring(at + 1));
            }
            return changed;
        }

        @Override
        public String toString() {
            return vector.path("name").asText();
        }
    }

    static Stream<Signed> vectors() {
        try {
            JsonNode vectors = new ObjectMapper().readTree(FILE.toFile());
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> new Signed(
                            vector,
                            vector.path("url").asText(),
                            texts(vector.path("headers")),
                            vector.path("body").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldBelieveWhatTheVendorsCodeBelieves(Signed signed) {
        assertThat(signed.verdict()).isEqualTo(Verdict.AUTHENTIC);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldRefuseItWithAnyLetterChanged(Signed signed) {
        for (JsonNode place : signed.vector().path("covers")) {
            for (Signed changed : signed.changed(place.asText())) {
                assertThat(changed.verdict())
                        .as("%s, %s %s %s", place, changed.url(), changed.headers(), changed.body())
                        .isNotInstanceOf(Verdict.Authentic.class);
            }
        }
    }

    @Test
    void shouldHaveVectorsOfEachGatewayWhoseVendorHasCode() {
        // given
        Set<String> signing = GATEWAYS.all().stream()
                .filter(gateway ->
                        !CREDENTIALS.containsAll(gateway.profile().signature().schemes()))
                .map(Gateway::name)
                .collect(Collectors.toCollection(TreeSet::new));

        // when
        Set<String> judged = new TreeSet<>(WITHOUT_VENDORS_CODE.keySet());
        vectors()
                .filter(signed -> signed.vector().has("gateway"))
                .forEach(signed -> judged.add(signed.vector().path("gateway").asText()));

        // then
        assertThat(judged).isEqualTo(signing);
    }

    private static Map<String, String> texts(JsonNode mapping) {
        Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        mapping.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
