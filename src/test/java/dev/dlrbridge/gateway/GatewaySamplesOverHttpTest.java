package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.demo.SignedAnew;
import dev.dlrbridge.intake.VendorHosts;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample, sent to the endpoint; where the address is signed, signed anew for the channel's address. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class GatewaySamplesOverHttpTest {
    private static final Pattern MESSAGE_ID = Pattern.compile("[0-9a-f]{32}");

    private static final String TWICE = ", twice";

    private static final Gateways GATEWAYS = Gateways.builtIn();

    /** Each takes two commits: many at once share them. */
    private static final int CHANNELS_AT_ONCE = 16;

    private static final Map<String, Tenant.Callback> CHANNELS = new HashMap<>();
    private static VendorHosts vendors;

    private final Rows rows;

    GatewaySamplesOverHttpTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createChannels() throws IOException {
        Tenant tenant = Tenant.create();
        Map<String, Sample> wanted = new TreeMap<>();
        samples().forEach(sample -> wanted.put(sample.toString(), sample));
        oneOfEachGateway().forEach(sample -> wanted.put(sample + TWICE, sample));
        Iterator<Map.Entry<String, Sample>> rest = wanted.entrySet().iterator();
        while (rest.hasNext()) {
            Map<String, CompletableFuture<Tenant.Callback>> creating = new HashMap<>();
            while (rest.hasNext() && creating.size() < CHANNELS_AT_ONCE) {
                Map.Entry<String, Sample> next = rest.next();
                creating.put(next.getKey(), channel(tenant, next.getValue()));
            }
            creating.forEach((name, channel) -> CHANNELS.put(name, channel.join()));
        }
        installVendors();
    }

    /** A channel of its own, with the sample's secrets and settings. */
    private static CompletableFuture<Tenant.Callback> channel(Tenant tenant, Sample sample) {
        Map<String, String> secrets = sample.secrets().values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
        return tenant.channelAsync(sample.gateway(), secrets, sample.settings());
    }

    /** A certificate of the key by which the samples of Amazon are signed, and what a subscription is confirmed by. */
    private static void installVendors() throws IOException {
        byte[] certificate = Files.readAllBytes(Path.of("src/test/resources/certificates/sns-samples.pem"));
        Map<URI, byte[]> contents = new HashMap<>();
        samples().forEach(sample -> {
            sample.conditions()
                    .path("certificates")
                    .fieldNames()
                    .forEachRemaining(address -> contents.put(URI.create(address), certificate));
            confirmation(sample).ifPresent(address -> contents.put(address, new byte[0]));
        });
        vendors = VendorHosts.install(contents);
    }

    private static Optional<URI> confirmation(Sample sample) {
        return Optional.ofNullable(sample.expected().path("confirmation").textValue())
                .map(URI::create);
    }

    /** A channel is created with one usable value for each secret. */
    static Stream<Sample> samples() {
        return Samples.all()
                .filter(sample -> !sample.toString().equals("twilio/secret-missing"))
                .filter(sample -> sample.secrets().values().values().stream().allMatch(list -> list.size() == 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void shouldAnswerAndKeepWhatTheSampleExpects(Sample sample) {
        // given
        Tenant.Callback channel = CHANNELS.get(sample.toString());
        JsonNode expected = sample.expected();

        // when
        HttpResponse<String> answer = send(sample, channel);

        // then
        if (!expected.path("verdict").asText().equals("authentic")) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(rows.countAll(channel.channelId())).isZero();
            return;
        }
        JsonNode reply = expected.path(expected.has("challenge") ? "challenge" : "reply");
        assertThat(answer.statusCode()).isEqualTo(reply.path("status").asInt());
        assertThat(answer.body()).isEqualTo(reply.path("body").asText(""));
        assertThat(answer.headers().firstValue("Content-Type").orElse(null))
                .isEqualTo(
                        reply.hasNonNull("contentType")
                                ? reply.path("contentType").asText()
                                : null);
        confirmation(sample)
                .ifPresent(
                        address -> assertThat(vendors.asked()).as("confirmed").contains(address));
        assertThat(rows.count("quarantine", channel.channelId())).as("kept").isEqualTo(isKept(expected) ? 1 : 0);
        assertThat(rows.count("report", channel.channelId()) + rows.count("unmatched", channel.channelId()))
                .as("reports")
                .isEqualTo(attachable(expected) + ofUnknownStatus(sample));
    }

    /** A status that is not known shows in the history of a message that is. */
    private static long ofUnknownStatus(Sample sample) {
        Gateway gateway = GATEWAYS.find(sample.gateway()).orElseThrow();
        return gateway.read(sample.callback(), sample.secrets(), sample.settings()).unknownStatus().stream()
                .filter(report -> isMessageId(report.signedReference()) || isMessageId(report.unsignedReference()))
                .count();
    }

    /** One sample of each gateway that comes to a report. */
    static Stream<Sample> oneOfEachGateway() {
        Map<String, Sample> first = new TreeMap<>();
        samples()
                .filter(sample -> attachable(sample.expected()) > 0 && !isKept(sample.expected()))
                .forEach(sample -> first.putIfAbsent(sample.gateway(), sample));
        return first.values().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneOfEachGateway")
    void shouldAnswerDuplicateLikeTheFirst(Sample sample) {
        // given
        Tenant.Callback channel = CHANNELS.get(sample + TWICE);
        HttpResponse<String> first = send(sample, channel);

        // when
        HttpResponse<String> second = send(sample, channel);

        // then
        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isBetween(200, 299);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(rows.count("quarantine", channel.channelId())).isZero();
    }

    private static boolean isKept(JsonNode expected) {
        return expected.has("unreadable")
                || !expected.path("problems").isEmpty()
                || attachable(expected) < expected.path("reports").size();
    }

    /** Reports with a key for the correlation or a reference that is a message id. */
    private static long attachable(JsonNode expected) {
        return StreamSupport.stream(expected.path("reports").spliterator(), false)
                .filter(report -> report.has("correlationKey")
                        || isMessageId(report.path("unsignedReference").asText())
                        || isMessageId(report.path("signedReference").asText()))
                .count();
    }

    private static boolean isMessageId(String reference) {
        return reference != null && MESSAGE_ID.matcher(reference).matches();
    }

    /** At the sample's time. */
    private static HttpResponse<String> send(Sample sample, Tenant.Callback channel) {
        QuarkusMock.installMockForType(Clock.fixed(sample.clock(), ZoneOffset.UTC), Clock.class);
        var callback = sample.callback();
        String target = channel.path() + (callback.rawQuery() == null ? "" : "?" + callback.rawQuery());
        Map<String, String> headers = new TreeMap<>();
        callback.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        // The client's own affair.
        headers.remove("content-length");
        boolean authentic = sample.expected().path("verdict").asText().equals("authentic");
        if (authentic) {
            headers.putAll(SignedAnew.headers(sample, DatabaseResource.PUBLIC_URL + target));
        }
        List<String> flat = new ArrayList<>();
        headers.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return Bridge.send(callback.method(), target, null, callback.body(), flat.toArray(String[]::new));
    }
}
