package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in the documentation is what the profiles say; {@code -Dgateways.table=write} writes it anew. */
class GatewayTableTest {
    private static final Path DOCUMENT = Path.of("docs/gateways.md");
    private static final String COMMAND = "./mvnw test -Dtest=GatewayTableTest -Dgateways.table=write";
    private static final String BEGIN = "<!-- generated: " + COMMAND + " -->\n";
    private static final String END = "<!-- end of generated -->";
    private static final String HEAD = """
        | gateway | what it is | confidence | signature | secrets | settings |
        |---|---|---|---|---|---|
        """;

    @Test
    void shouldListEveryGatewayInTheDocumentation() throws IOException {
        // given
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        String table =
                Gateways.builtIn().all().stream().map(GatewayTableTest::row).collect(Collectors.joining("", HEAD, ""));
        String expected = document.substring(0, begin) + table + document.substring(document.indexOf(END));

        // when
        if ("write".equals(System.getProperty("gateways.table"))) {
            Files.writeString(DOCUMENT, expected);
        }

        // then
        assertThat(Files.readString(DOCUMENT))
                .as("the table is stale, write it anew: " + COMMAND)
                .isEqualTo(expected);
    }

    private static String row(Gateway gateway) {
        GatewayProfile profile = gateway.profile();
        List<String> secrets = profile.secrets().stream()
                .map(secret -> secret.required() ? secret.name() : "(" + secret.name() + ")")
                .toList();
        List<String> settings = profile.settings().stream()
                .map(GatewayProfile.Setting::name)
                .filter(name -> !name.equals("statuses"))
                .toList();
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        linked(profile),
                        profile.title().replace("|", "\\|"),
                        profile.confidence().name().toLowerCase(Locale.ROOT),
                        String.join(
                                ", ",
                                profile.signature().schemes().stream()
                                        .distinct()
                                        .toList()),
                        String.join(", ", secrets),
                        String.join(", ", settings))
                .replace("\r\n", "\n");
    }

    private static String linked(GatewayProfile profile) {
        return profile.documentation().isEmpty()
                ? profile.name()
                : "[" + profile.name() + "](" + profile.documentation().get(0) + ")";
    }
}
