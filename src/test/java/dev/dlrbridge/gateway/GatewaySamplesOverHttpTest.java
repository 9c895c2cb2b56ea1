package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final Gateways GATEWAYS = Gateways.builtIn();

    private static Tenant tenant;

    private final Rows rows;

    GatewaySamplesOverHttpTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    /** A channel is created with one usable value for each secret; no vendor's certificate is fetched here. */
    static Stream<Sample> samples() {
        return Samples.all()
                .filter(sample -> !sample.conditions().has("certificates"))
                .filter(sample -> !sample.toString().equals("twilio/secret-missing"))
                .filter(sample -> sample.secrets().values().values().stream().allMatch(list -> list.size() == 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void shouldAnswerAndKeepWhatTheSampleExpects(Sample sample) {
        // given
        Tenant.Callback channel = channel(sample);
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
        assertThat(rows.count("quarantine", channel.channelId())).as("kept").isEqualTo(isKept(expected) ? 1 : 0);
        assertThat(rows.count("report", channel.channelId()) + rows.count("unmatched", channel.channelId()))
                .as("reports")
                .isEqualTo(attachable(expected) + ofUnknownStatus(sample));
    }

    /** A status that is not known shows in the history of a message that is. */
    private static long ofUnknownStatus(Sample sample) {
        Gateway gateway = GATEWAYS.find(sample.gateway()).orElseThrow();
        return gateway.read(sample.callback(), sample.settings()).unknownStatus().stream()
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
        Tenant.Callback channel = channel(sample);
        HttpResponse<String> first = send(sample, channel);

        // when
        HttpResponse<String> second = send(sample, channel);

        // then
        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isBetween(200, 299);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(rows.count("quarantine", channel.channelId())).isZero();
    }

    /** At the sample's time, with its secrets and settings. */
    private static Tenant.Callback channel(Sample sample) {
        QuarkusMock.installMockForType(Clock.fixed(sample.clock(), ZoneOffset.UTC), Clock.class);
        Map<String, String> secrets = sample.secrets().values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
        return tenant.channel(sample.gateway(), secrets, sample.settings());
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

    private static HttpResponse<String> send(Sample sample, Tenant.Callback channel) {
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
