package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is typed is done, explained, or refused with what there is. */
class CommandsTest {
    private final List<String> sandbox = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEachCommandWithoutDoingIt(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: dlr-bridge" + (command.isEmpty() ? "" : " " + command));
        assertThat(sandbox).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fnid x",
                "--verison",
                "find",
                "find a b",
                "portals --sate parked",
                "export everything",
                "export messages --format xml",
                "gateways",
                "gateways chekc dir",
                "gateways check",
                "keyset add promote",
                "sandbox --port many"
            })
    void shouldRefuseWhatIsNotThereAndSayWhatIs(String typed) {
        assertThat(run(typed.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).contains("Usage: dlr-bridge");
        assertThat(out.toString()).isEmpty();
        assertThat(sandbox).isEmpty();
    }

    @Test
    void shouldListAllCommandsToWhoeverAsksForAnother() {
        run("help-me");

        assertThat(errors.toString())
                .contains(
                        "help-me",
                        "find",
                        "portals",
                        "quarantine",
                        "export",
                        "gateways",
                        "keyset",
                        "migrate",
                        "sandbox");
    }

    @Test
    void shouldTellTheVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).isNotEmpty();
    }

    @Test
    void shouldPassTheSandboxItsOptionsAndGoOn() {
        assertThat(run("sandbox", "--port", "0", "--seed", "7")).isEqualTo(Commands.Sandbox.GOES_ON);
        assertThat(sandbox).containsExactly("--port", "0", "--seed", "7");

        sandbox.clear();
        run("sandbox", "--tls-port", "9443", "--state", "kept/sandbox.json");
        assertThat(sandbox).containsExactly("--tls-port", "9443", "--state", "kept/sandbox.json");
    }

    static List<String> commands() {
        List<String> names = new ArrayList<>(List.of(""));
        add(names, "", Commands.of(arguments -> {}));
        assertThat(names).containsAll(Set.of("find", "gateways try", "export"));
        return names;
    }

    private static void add(List<String> names, String prefix, CommandLine command) {
        command.getSubcommands().forEach((name, subcommand) -> {
            names.add(prefix + name);
            add(names, prefix + name + " ", subcommand);
        });
    }

    private int run(String... arguments) {
        return Commands.of(sandbox::addAll)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
