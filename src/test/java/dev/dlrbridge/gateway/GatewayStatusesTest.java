package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.reading.StatusTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each word of each gateway means: {@code <gateway>/statuses.csv}. Where a Java reader gives words their meaning,
 * {@code statuses.request} beside it is a request with {@code {word}} in place of one; else the profile's table is asked.
 */
class GatewayStatusesTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    static Stream<Arguments> words() throws IOException {
        try (Stream<Path> files = Files.walk(Samples.FOLDER)) {
            return files
                    .filter(file -> file.endsWith("statuses.csv"))
                    .sorted()
                    .flatMap(GatewayStatusesTest::rows)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("words")
    void shouldTranslateStatus(String name, String word, String expected) throws IOException {
        // given
        Gateway gateway = GATEWAYS.find(name).orElseThrow();
        Path template = Samples.FOLDER.resolve(name).resolve("statuses.request");

        // when
        String outcome = Files.exists(template)
                ? outcome(gateway.read(callback(Files.readString(template), word), Secrets.NONE, Map.of()))
                : outcome(gateway.profile().statuses().find(word));

        // then
        assertThat(outcome).isEqualTo(expected);
    }

    /** The last comma counts, since words may have some themselves. */
    private static Stream<Arguments> rows(Path file) {
        String gateway = file.getParent().getFileName().toString();
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> Arguments.of(
                            gateway,
                            line.substring(0, line.lastIndexOf(',')),
                            line.substring(line.lastIndexOf(',') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(Reading reading) {
        if (reading instanceof Reading.Unreadable unreadable) {
            assertThat(unreadable.reason()).isEqualTo("unknown status");
            return "unknown";
        }
        Reading.Reports reports = (Reading.Reports) reading;
        return reports.ignored() == 1
                ? "ignore"
                : reports.reports().get(0).status().word();
    }

    private static String outcome(StatusTable.Meaning meaning) {
        if (meaning == null) {
            return "unknown";
        }
        return meaning.ignored() ? "ignore" : meaning.status().word();
    }

    private static Callback callback(String template, String word) throws IOException {
        String written = template.contains("json") ? word : URLEncoder.encode(word, StandardCharsets.UTF_8);
        return Sample.callback(template.replace("{word}", written).getBytes(StandardCharsets.UTF_8), "https://x/");
    }
}
