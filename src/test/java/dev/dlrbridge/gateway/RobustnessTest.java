package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests nobody meant to send: nothing is thrown, whatever comes. */
class RobustnessTest {
    private static final long SEED = 20261123;
    private static final int MUTATIONS = 60;
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final List<String> PIECES = List.of(
            "\0",
            "%",
            "%00",
            "&",
            "=",
            "\n",
            "\r\n",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "text:",
            "stat:",
            "err:",
            "data[",
            "\u00e4",
            "99999999999999999999",
            "-1",
            "null",
            "1e999999",
            "\\ud800",
            ":",
            "/",
            "?");

    private final Random random = new Random(SEED);

    @Test
    void shouldNeverThrowWhenSamplesAreMutated() {
        List<Gateway> all = GATEWAYS.all();
        for (Sample sample : Samples.all().toList()) {
            for (int round = 0; round < MUTATIONS; round++) {
                Callback mutated = mutated(sample.callback());
                Gateway own = GATEWAYS.find(sample.gateway()).orElseThrow();
                Gateway other = all.get(random.nextInt(all.size()));
                assertThatCode(() -> judgeAndRead(own, mutated, sample)).doesNotThrowAnyException();
                assertThatCode(() -> judgeAndRead(other, mutated, sample)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void shouldRefuseThousandsOfParametersInEveryGatewayThatReadsThem() {
        // given
        String parameters = "a=1&".repeat(5000);

        for (String name : List.of("jasmin", "kannel", "sms-ru", "smsc", "twilio")) {
            Gateway gateway = GATEWAYS.find(name).orElseThrow();

            // when
            Reading reading = gateway.read(
                    Callbacks.of(
                            "POST",
                            "https://x/?" + parameters,
                            parameters,
                            Map.of(),
                            parameters.getBytes(StandardCharsets.UTF_8)),
                    Secrets.NONE,
                    Map.of());

            // then
            assertThat(reading).isEqualTo(new Reading.Unreadable("too many parameters"));
        }
    }

    private static void judgeAndRead(Gateway gateway, Callback callback, Sample sample) {
        Verdict verdict = gateway.verify(callback, sample.trust());
        Reading reading = gateway.read(callback, sample.secrets(), sample.settings());
        assertThat(verdict).isNotNull();
        if (reading instanceof Reading.Reports reports) {
            assertThat(reports.reports()).allSatisfy(report -> {
                assertThat(report.rawStatus()).isNotBlank().hasSizeLessThanOrEqualTo(100);
                assertThat(report.status()).isNotNull();
                assertThat(report.toString()).doesNotContain("\0");
                assertThat(report.errorText() == null ? "" : report.errorText().toLowerCase())
                        .doesNotContain("text:");
            });
        } else {
            assertThat(reading).isNotNull();
        }
    }

    private Callback mutated(Callback callback) {
        byte[] body = mutated(callback.body());
        String query = callback.rawQuery() == null
                ? null
                : new String(mutated(callback.rawQuery().getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new HashMap<>();
        callback.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        random.nextInt(4) > 0
                                ? values
                                : List.of(new String(mutated(values.get(0).getBytes()), StandardCharsets.UTF_8))));
        String url = random.nextInt(10) > 0 ? callback.url() : PIECES.get(random.nextInt(PIECES.size()));
        return Callbacks.of(callback.method(), url, query, headers, body);
    }

    private byte[] mutated(byte[] original) {
        byte[] bytes = original;
        for (int change = random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(4)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 ->
                    inserted(
                            bytes, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
                case 2 -> inserted(bytes, at, new byte[] {(byte) random.nextInt(256)});
                default -> inserted(bytes, at, bytes);
            };
        }
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
        byte[] result = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(bytes, at, result, at + piece.length, bytes.length - at);
        System.arraycopy(piece, 0, result, at, piece.length);
        return result;
    }
}
