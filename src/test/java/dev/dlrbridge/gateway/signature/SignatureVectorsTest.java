package dev.dlrbridge.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests signed by vendors, or as they describe it: accepted as they are, refused when anything that the signature
 * covers is different. A new file needs no code.
 */
class SignatureVectorsTest {
    static Stream<Vector> vectors() {
        return Vector.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldAcceptWhatIsSigned(Vector vector) {
        assertThat(vector.verdict()).isEqualTo(Verdict.AUTHENTIC);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldRefuseWhatIsSignedWithAnotherSecret(Vector vector) {
        for (String secret : vector.secrets().keySet()) {
            // given
            Map<String, String> others = new TreeMap<>(vector.secrets());
            others.put(secret, "yetAnotherSecretOfTheVendorsLength12345678=");

            // then
            assertThat(vector.withSecrets(others).verdict()).as(secret).isEqualTo(wrong());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldRefuseWhatWasChangedSince(Vector vector) {
        assertThat(vector.covers()).isNotEmpty();
        for (String place : vector.covers()) {
            assertThat(vector.changed(place).verdict()).as(place).isIn(wrong(), missing());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldRefuseWhatIsNotSigned(Vector vector) {
        for (String header : vector.needs()) {
            assertThat(vector.withoutHeader(header).verdict()).as(header).isEqualTo(missing());
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldRefuseWhatIsTooOldOrFromTheFuture(Vector vector) {
        if (vector.tolerance() == null) {
            return;
        }
        Duration just = vector.tolerance();
        Duration more = just.plusSeconds(1);
        assertThat(vector.at(vector.clock().plus(just)).verdict()).isEqualTo(Verdict.AUTHENTIC);
        assertThat(vector.at(vector.clock().minus(just)).verdict()).isEqualTo(Verdict.AUTHENTIC);
        assertThat(vector.at(vector.clock().plus(more)).verdict()).isEqualTo(outside());
        assertThat(vector.at(vector.clock().minus(more)).verdict()).isEqualTo(outside());
    }

    @Test
    void shouldHaveVectorsOfEveryScheme() {
        // given
        Set<String> tested = Vector.all()
                .flatMap(vector -> vector.scheme().schemes().stream())
                .collect(Collectors.toSet());

        // then
        assertThat(SignatureSchemes.names()).allMatch(name -> name.equals("none") || tested.contains(name));
    }

    private static Verdict wrong() {
        return Verdict.refused(Reason.SIGNATURE_WRONG);
    }

    private static Verdict missing() {
        return Verdict.refused(Reason.SIGNATURE_MISSING);
    }

    private static Verdict outside() {
        return Verdict.refused(Reason.TIMESTAMP_OUTSIDE_TOLERANCE);
    }
}
