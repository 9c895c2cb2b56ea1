package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of every gateway; a new pair of files needs no code. */
class GatewaySamplesTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final Set<String> KEYS = Set.of(
            "verdict", "reply", "reports", "ignored", "problems", "unreadable", "probe", "challenge", "confirmation");

    static Stream<Sample> samples() {
        return Sample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldJudgeAndReadAsTheSampleExpects(Sample sample) {
        // given
        Gateway gateway = GATEWAYS.find(sample.gateway()).orElseThrow();
        JsonNode expected = sample.expected();
        assertThat(expected.fieldNames()).toIterable().isSubsetOf(KEYS);

        // when
        Verdict verdict = gateway.verify(sample.callback(), sample.trust());

        // then
        assertThat(verdict).isEqualTo(verdict(expected.path("verdict").asText()));
        assertThat(gateway.reply(sample.settings())).isEqualTo(reply(expected.path("reply")));
        assertThat(gateway.methods()).contains(sample.callback().method());
        assertThat(gateway.acceptsMediaType(sample.callback().header("Content-Type")))
                .isTrue();
        if (verdict instanceof Verdict.Authentic) {
            assertThat(gateway.read(sample.callback(), sample.settings()))
                    .usingRecursiveComparison()
                    .withStrictTypeChecking()
                    .ignoringFields("unknownStatus")
                    .isEqualTo(reading(expected));
        }
    }

    @Test
    void shouldHaveSamplesOfEveryGateway() {
        // when
        Set<String> sampled = Sample.all().map(Sample::gateway).collect(Collectors.toSet());

        // then
        assertThat(GATEWAYS.all()).extracting(Gateway::name).allMatch(sampled::contains);
    }

    private static Verdict verdict(String word) {
        return word.equals("authentic") ? Verdict.AUTHENTIC : Verdict.refused(Verdict.Reason.valueOf(word));
    }

    private static Reply reply(JsonNode reply) {
        return new Reply(reply.path("status").asInt(), text(reply, "contentType"), text(reply, "body"));
    }

    private static Reading reading(JsonNode expected) {
        if (expected.has("probe")) {
            return new Reading.Probe();
        }
        if (expected.has("challenge")) {
            return new Reading.Challenge(reply(expected.path("challenge")));
        }
        if (expected.has("confirmation")) {
            return new Reading.Confirmation(
                    URI.create(expected.path("confirmation").asText()));
        }
        if (expected.has("unreadable")) {
            return new Reading.Unreadable(expected.path("unreadable").asText());
        }
        assertThat(expected.has("reports"))
                .as("reports, unreadable, probe, challenge or confirmation")
                .isTrue();
        List<Report> reports = new ArrayList<>();
        expected.path("reports").forEach(report -> reports.add(report(report)));
        List<String> problems = new ArrayList<>();
        expected.path("problems").forEach(problem -> problems.add(problem.asText()));
        return new Reading.Reports(reports, expected.path("ignored").asInt(), problems);
    }

    private static Report report(JsonNode report) {
        String time = text(report, "eventTime");
        return new Report(
                text(report, "gatewayId"),
                text(report, "recipient"),
                text(report, "signedReference"),
                text(report, "unsignedReference"),
                text(report, "rawStatus"),
                Status.ofWord(text(report, "status")).orElseThrow(),
                text(report, "errorCode"),
                text(report, "errorText"),
                time == null ? null : Instant.parse(time),
                text(report, "correlationKey"));
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}
