package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every gateway must be proof against, made of its own samples: nothing is believed, nothing is lost. */
class OddRequestsTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    /** Handed to an operator, by a word beside one that says delivered and counts alone, as the vendors document it. */
    private static final Set<String> SAY_BOTH =
            Set.of("8x8/delivered-to-operator-only", "infobip/v3-delivered-to-operator-is-intermediate");

    private static final List<String> NO_OBJECTS =
            List.of("[]", "[1]", "[[]]", "[null]", "\"text\"", "5", "true", "null");

    /** One authentic sample with one report for each gateway. */
    static Stream<Sample> samples() {
        Map<String, Sample> first = new HashMap<>();
        Samples.all()
                .filter(sample -> sample.expected().path("verdict").asText().equals("authentic"))
                .filter(sample -> sample.expected().path("reports").size() == 1)
                .forEach(sample -> first.putIfAbsent(sample.gateway(), sample));
        return first.values().stream();
    }

    /** Those that have one such sample of their own may have another status to fall back on. */
    static Stream<Sample> samplesOfOneStatus() {
        List<String> own = Samples.all()
                .filter(sample -> sample.name().equals("unknown-status"))
                .map(Sample::gateway)
                .toList();
        return samples().filter(sample -> !own.contains(sample.gateway()));
    }

    static Stream<Sample> samplesWithSecret() {
        return samples().filter(sample -> !sample.secrets().values().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadTheSameTwice(Sample sample) {
        assertThat(read(sample, sample.callback())).isEqualTo(read(sample, sample.callback()));
    }

    @ParameterizedTest
    @MethodSource("samplesOfOneStatus")
    void shouldKeepRequestWhenStatusIsUnknown(Sample sample) {
        // when
        Reading reading = read(sample, mutation(sample, "zz-unheard-of").of(sample.callback()));

        // then
        assertThat(problems(reading)).containsExactly("unknown status");
    }

    @ParameterizedTest
    @MethodSource("samplesOfOneStatus")
    void shouldKeepRequestWhenStatusIsMissing(Sample sample) {
        // when
        Reading reading = read(sample, mutation(sample, null).of(sample.callback()));

        // then
        assertThat(problems(reading)).isNotEmpty();
    }

    /** All that came to something else than delivery; several of a gateway, since they differ in fields. */
    static Stream<Sample> samplesNotDelivered() {
        return Samples.all()
                .filter(sample -> !SAY_BOTH.contains(sample.toString()))
                .filter(sample -> sample.expected().path("verdict").asText().equals("authentic"))
                .filter(sample -> !sample.expected().path("reports").isEmpty())
                .filter(sample -> sample.expected().path("reports").findValuesAsText("status").stream()
                        .noneMatch("delivered"::equals));
    }

    @ParameterizedTest
    @MethodSource("samplesNotDelivered")
    void shouldNotReadDeliveryOutOfAMissingField(Sample sample) {
        Omission.each(sample.callback())
                .forEach((field, callback) -> assertThat(reports(read(sample, callback)))
                        .as(field)
                        .extracting(Report::status)
                        .doesNotContain(Status.DELIVERED));
    }

    @Test
    void shouldHaveASampleOfEveryGateway() {
        assertThat(samples().map(Sample::gateway)).containsAll(GATEWAYS.names());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReportNothingWhenBodyIsEmpty(Sample sample) {
        // given
        Callback callback =
                Callbacks.of("POST", "https://x/", null, sample.callback().headers(), new byte[0]);

        // then
        assertThat(reports(read(sample, callback))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReportNothingWhenBodyIsJsonButNoObject(Sample sample) {
        for (String body : NO_OBJECTS) {
            // given
            Map<String, List<String>> headers = new HashMap<>(sample.callback().headers());
            headers.put("content-type", List.of("application/json"));
            Callback callback =
                    Callbacks.of("POST", "https://x/", null, headers, body.getBytes(StandardCharsets.UTF_8));

            // then
            assertThat(reports(read(sample, callback))).as(body).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samplesWithSecret")
    void shouldRefuseRequestWhenSecretIsAnother(Sample sample) {
        // given
        Map<String, List<String>> others = new HashMap<>();
        sample.secrets().values().forEach((name, values) -> others.put(name, List.of(otherThan(values.get(0)))));

        // when
        Verdict verdict = gateway(sample)
                .verify(sample.callback(), new Trust(new Secrets(others), sample.settings(), sample.clock()));

        // then
        assertThat(verdict).isInstanceOf(Verdict.NotAuthentic.class);
    }

    /** Of the same length and characters, so that keys keep their form. */
    private static String otherThan(String secret) {
        char last = secret.charAt(secret.length() / 2);
        char other = last == 'A' ? 'B' : 'A';
        return secret.substring(0, secret.length() / 2) + other + secret.substring(secret.length() / 2 + 1);
    }

    private static Mutation mutation(Sample sample, String replacement) {
        String rawStatus =
                sample.expected().path("reports").get(0).path("rawStatus").asText();
        return Mutation.of(rawStatus, replacement);
    }

    private static List<Report> reports(Reading reading) {
        return reading instanceof Reading.Reports reports ? reports.reports() : List.of();
    }

    private static List<String> problems(Reading reading) {
        List<String> problems = new ArrayList<>();
        if (reading instanceof Reading.Unreadable unreadable) {
            problems.add(unreadable.reason());
        } else if (reading instanceof Reading.Reports reports) {
            problems.addAll(reports.problems());
        }
        return problems;
    }

    private static Reading read(Sample sample, Callback callback) {
        return gateway(sample).read(callback, sample.secrets(), sample.settings());
    }

    private static Gateway gateway(Sample sample) {
        return GATEWAYS.find(sample.gateway()).orElseThrow();
    }
}
