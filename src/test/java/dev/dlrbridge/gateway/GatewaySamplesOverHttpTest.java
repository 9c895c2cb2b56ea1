package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

    private static Tenant tenant;

    private final Rows rows;

    GatewaySamplesOverHttpTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    /** A channel is created with one usable value for each secret. */
    static Stream<Sample> samples() {
        return Sample.all()
                .filter(sample -> !sample.toString().equals("twilio/secret-missing"))
                .filter(sample -> sample.secrets().values().values().stream().allMatch(list -> list.size() == 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void shouldAnswerAndKeepWhatTheSampleExpects(Sample sample) {
        // given
        Map<String, String> secrets = sample.secrets().values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
        Tenant.Callback channel = tenant.channel(sample.gateway(), secrets, sample.settings());
        JsonNode expected = sample.expected();

        // when
        HttpResponse<String> answer = send(sample, channel);

        // then
        if (!expected.path("verdict").asText().equals("authentic")) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(rows.countAll(channel.channelId())).isZero();
            return;
        }
        JsonNode reply = expected.path("reply");
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
                .isEqualTo(attachable(expected));
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
                        || MESSAGE_ID
                                .matcher(report.path("unsignedReference").asText())
                                .matches()
                        || MESSAGE_ID
                                .matcher(report.path("signedReference").asText())
                                .matches())
                .count();
    }

    private static HttpResponse<String> send(Sample sample, Tenant.Callback channel) {
        var callback = sample.callback();
        String target = channel.path() + (callback.rawQuery() == null ? "" : "?" + callback.rawQuery());
        Map<String, String> headers = new TreeMap<>();
        callback.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        boolean authentic = sample.expected().path("verdict").asText().equals("authentic");
        if (sample.gateway().equals("twilio") && authentic) {
            headers.put("x-twilio-signature", twilioSignature(DatabaseResource.PUBLIC_URL + target, sample));
        }
        List<String> flat = new ArrayList<>();
        headers.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return Bridge.send(callback.method(), target, null, callback.body(), flat.toArray(String[]::new));
    }

    private static String twilioSignature(String url, Sample sample) {
        String parameters = sample.callback().form().pairs().stream()
                .map(pair -> pair.name() + pair.value())
                .sorted()
                .distinct()
                .collect(Collectors.joining());
        String token = sample.secrets().of("authToken").get(0);
        byte[] signature = Digests.hmac("HmacSHA1", token, url + parameters);
        return new String(Base64.getEncoder().encode(signature), StandardCharsets.US_ASCII);
    }
}
