package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each sample of each gateway in the forms that HTTP clients send: it comes to the same, or is an exception with a reason. */
class VariationsTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final List<Sample> SAMPLES = Samples.all().toList();
    private static final Map<Variation, Map<String, String>> DIFFERENT = new EnumMap<>(Variation.class);

    private static final String SEVERAL_SHAPES = "there are several shapes, so that the request is kept";
    private static final String EACH_IS_A_REPORT = "each parameter is a report, so that one more is another";
    private static final String TOKEN_HAS_THE_BODY = "the token has the body in it, and only the same is believed";

    /** Why the samples of a gateway, or one of them, come to something else in a form. */
    private static final List<Excepted> EXCEPTIONS = List.of(
            new Excepted(
                    "MEDIA_TYPE_OF_SOMETHING_ELSE",
                    "azure-communication-services|brevo|cm-com|esendex|gupshup|infobip|msg91|sinch|webcom-mobi",
                    SEVERAL_SHAPES),
            new Excepted("MEDIA_TYPE_MISSING", "gupshup/post-as-text-kept", "what is not declared may be a form"),
            new Excepted("PARAMETERS_REPEATED", "sms-assistent-by|sms-ru", EACH_IS_A_REPORT),
            new Excepted("PARAMETERS_EMPTY|PARAMETERS_BROKEN", "sms-assistent-by", EACH_IS_A_REPORT),
            new Excepted(
                    "FIVE_ALPHABETS|CYRILLIC|GREEK|ARABIC|CHINESE|GERMAN_UNDECLARED",
                    "sms-assistent-by",
                    EACH_IS_A_REPORT),
            new Excepted(
                    "FIVE_ALPHABETS|CYRILLIC|GREEK|ARABIC|CHINESE|GERMAN_UNDECLARED|CONTROL_CHARACTERS|NUMBERS_AS_STRINGS",
                    "gatewayapi",
                    TOKEN_HAS_THE_BODY));

    /** Forms and samples by patterns. */
    private record Excepted(String forms, String samples, String reason) {
        boolean has(Variation variation, String sample) {
            return variation.name().matches(forms) && sample.matches("(" + samples + ")(/.*)?");
        }
    }

    @ParameterizedTest
    @EnumSource(Variation.class)
    void shouldComeToTheSame(Variation variation) {
        // when
        Map<String, String> different = new TreeMap<>(different(variation));

        // then
        List<Excepted> excepted = EXCEPTIONS.stream()
                .filter(exception -> variation.name().matches(exception.forms))
                .toList();
        different
                .keySet()
                .removeIf(sample -> excepted.stream().anyMatch(exception -> exception.has(variation, sample)));
        assertThat(different).isEmpty();
    }

    @Test
    void shouldHaveNoExceptionInVain() {
        for (Variation variation : Variation.values()) {
            for (Excepted exception : EXCEPTIONS) {
                if (variation.name().matches(exception.forms)) {
                    assertThat(different(variation).keySet())
                            .as("%s, %s", variation, exception)
                            .anyMatch(sample -> exception.has(variation, sample));
                }
            }
        }
    }

    private static Map<String, String> different(Variation variation) {
        return DIFFERENT.computeIfAbsent(variation, form -> {
            Map<String, String> different = new TreeMap<>();
            SAMPLES.forEach(sample -> {
                Callback varied = form.of(sample.callback());
                String difference = form.keepsSignature() ? judged(sample, varied) : read(sample, varied);
                if (difference != null) {
                    different.put(sample.toString(), difference);
                }
            });
            return different;
        });
    }

    @ParameterizedTest
    @EnumSource(Variation.class)
    void shouldBeAFormThatSomeSamplesCanHave(Variation variation) {
        assertThat(SAMPLES.stream()
                        .map(Sample::callback)
                        .filter(callback -> isAnother(callback, variation.of(callback))))
                .hasSizeGreaterThan(30);
    }

    private static boolean isAnother(Callback callback, Callback varied) {
        return !callback.headers().toString().equals(varied.headers().toString())
                || callback.body() != varied.body()
                || !Objects.equals(callback.rawQuery(), varied.rawQuery());
    }

    /** What of the sample's expectation it does not meet. */
    private static String judged(Sample sample, Callback varied) {
        List<String> differences = SampleCheck.differences(
                gateway(sample), new Sample(sample.gateway(), sample.name(), varied, sample.conditions()));
        return differences.isEmpty() ? null : differences.toString();
    }

    /** Where the form alters what is signed, only reading can be the same. */
    private static String read(Sample sample, Callback varied) {
        Reading expected = gateway(sample).read(sample.callback(), sample.secrets(), sample.settings());
        Reading found = gateway(sample).read(varied, sample.secrets(), sample.settings());
        return expected.equals(found) ? null : found + " instead of " + expected;
    }

    private static Gateway gateway(Sample sample) {
        return GATEWAYS.find(sample.gateway()).orElseThrow();
    }
}
