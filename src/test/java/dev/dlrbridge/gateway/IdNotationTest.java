package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt is found by the id that the SMSC gave when the message was submitted, however it writes it then and now. */
class IdNotationTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    @ParameterizedTest
    @CsvSource({
        "hex-then-decimal, 1A2B3C4D, 439041101, true",
        "hex-then-decimal, 1a2b3c4d, 0439041101, true",
        "hex-then-decimal, 0x1a2b3c4d, 439041101, true",
        "hex-then-decimal, 1A2B3C4D, 439041102, false",
        "decimal-then-hex, 439041101, 1A2B3C4D, true",
        "decimal-then-hex, 0439041101, 001a2b3c4d, true",
        "decimal-then-hex, 439041101, 439041101, false",
        "decimal, 0012345678, 12345678, true",
        "decimal, 12345678, 0012345678, true",
        "decimal, 12345678, 12345679, false",
        "hex, 00AB12, ab12, true",
        "hex, AB12, AB21, false",
        "text, 0012345678, 12345678, false",
        "text, abc-1, abc-1, true",
        "hex-then-decimal, abc-1, abc-1, true",
        "decimal, FFFFFFFFFFFFFFFFFFFFFFFF, FFFFFFFFFFFFFFFFFFFFFFFF, true"
    })
    void shouldMeetTheIdOfTheSubmission(String notation, String submitted, String reported, boolean meet) {
        for (String name : new String[] {"smpp-receipt", "generic-smpp", "kannel", "jasmin"}) {
            // given
            Gateway gateway = GATEWAYS.find(name).orElseThrow();
            Map<String, String> settings = Map.of("ids", notation);

            // when
            Report report = report(gateway, reported, settings);

            // then
            assertThat(gateway.checkChannel(Map.of(), settings)).as(name).isEmpty();
            assertThat(report.gatewayId()).as(name).isEqualTo(reported);
            assertThat(report.correlationKey().equals(gateway.correlationKey(submitted, null, settings)))
                    .as(name)
                    .isEqualTo(meet);
        }
    }

    @ParameterizedTest
    @CsvSource({"octal", "HEX", "hex-then-hex"})
    void shouldRefuseASettingThatIsNoNotation(String notation) {
        assertThat(GATEWAYS.find("kannel").orElseThrow().checkChannel(Map.of(), Map.of("ids", notation)))
                .containsExactly("settings.ids: must be one of text, decimal, hex, hex-then-decimal, decimal-then-hex");
    }

    private static Report report(Gateway gateway, String id, Map<String, String> settings) {
        String parameters = "fid=" + id + "&type=1&id=" + id + "&message_status=DELIVRD";
        boolean isReceipt = gateway.name().contains("smpp");
        byte[] receipt = ("id:" + id + " stat:DELIVRD err:000").getBytes(StandardCharsets.US_ASCII);
        Callback callback = isReceipt
                ? Callbacks.of("POST", "https://x/", null, Map.of(), receipt)
                : Callbacks.of("GET", "https://x/?" + parameters, parameters, Map.of(), new byte[0]);
        Reading.Reports reading = (Reading.Reports) gateway.read(callback, new Secrets(Map.of()), settings);
        return reading.reports().get(0);
    }
}
