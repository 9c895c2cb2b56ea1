package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of every gateway; a new pair of files needs no code. */
class GatewaySamplesTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    static Stream<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldJudgeAndReadAsTheSampleExpects(Sample sample) {
        assertThat(SampleCheck.differences(GATEWAYS.find(sample.gateway()).orElseThrow(), sample))
                .isEmpty();
    }

    @Test
    void shouldHaveSamplesOfEveryGateway() {
        // when
        Set<String> sampled = Samples.all().map(Sample::gateway).collect(Collectors.toSet());

        // then
        assertThat(GATEWAYS.all()).extracting(Gateway::name).allMatch(sampled::contains);
    }
}
