package dev.dlrbridge.launch;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateways}: what is done with profiles, without the service. */
@Command(
        name = "gateways",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks, shows and tries gateway profiles.")
final class GatewaysCommands implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Checks the profiles of a directory, and runs the samples in DIR/<gateway>/.")
    int check(@Parameters(paramLabel = "DIR") String directory) {
        return GatewaysCommand.run(System.out, "check", directory);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a profile that comes with the program.")
    int show(@Parameters(paramLabel = "NAME") String name) {
        return GatewaysCommand.run(System.out, "show", name);
    }

    @Command(name = "schema", mixinStandardHelpOptions = true, description = "Prints the JSON Schema of profiles.")
    int schema() {
        return GatewaysCommand.run(System.out, "schema");
    }

    @Command(
            name = "try",
            mixinStandardHelpOptions = true,
            description =
                    "Says what would be understood of a raw request in a file, or in standard input when FILE is -.")
    int attempt(
            @Parameters(paramLabel = "NAME", index = "0") String name,
            @Parameters(paramLabel = "FILE", index = "1") String file,
            @Option(names = "--directory", paramLabel = "DIR", description = "Where own profiles are.")
                    String directory,
            @Option(names = "--url", paramLabel = "URL", description = "The whole callback URL, where it is signed.")
                    String url,
            @Option(names = "--secret", paramLabel = "NAME=VALUE") List<String> secrets,
            @Option(names = "--setting", paramLabel = "NAME=VALUE") List<String> settings,
            @Option(names = "--clock", paramLabel = "TIME", description = "Such as 2026-11-23T14:05:00Z.")
                    String clock) {
        List<String> arguments = new ArrayList<>(List.of("try", name, file));
        arguments.addAll(Options.given("--directory", directory, "--url", url, "--clock", clock));
        add(arguments, "--secret", secrets);
        add(arguments, "--setting", settings);
        return GatewaysCommand.run(System.out, arguments.toArray(String[]::new));
    }

    private static void add(List<String> arguments, String option, List<String> values) {
        if (values != null) {
            values.forEach(value -> arguments.addAll(List.of(option, value)));
        }
    }
}
