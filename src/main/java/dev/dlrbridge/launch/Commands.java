package dev.dlrbridge.launch;

import dev.dlrbridge.launch.remote.ExportCommand;
import dev.dlrbridge.launch.remote.FindCommand;
import dev.dlrbridge.launch.remote.PortalsCommand;
import dev.dlrbridge.launch.remote.QuarantineCommand;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the program does: the service without any argument, else a command that does not start it. */
@Command(
        name = "dlr-bridge",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        description = "Carries SMS delivery reports from any gateway to Bitrix24 portals."
                + " Without a command, the service is started.",
        footer = {
            "",
            "Commands that ask a running bridge take its address from DLRBRIDGE_URL (http://localhost:8090),"
                    + " and the token from DLRBRIDGE_TOKEN, from the file that --token-file names,"
                    + " or from .dlrbridge/admin-token.",
            "Exit codes: 0 done, 1 not done, 2 wrong arguments."
        },
        subcommands = {
            GatewaysCommands.class,
            FindCommand.class,
            PortalsCommand.class,
            QuarantineCommand.class,
            ExportCommand.class
        })
public final class Commands implements Runnable {
    private final Sandbox sandbox;

    @Spec
    private CommandSpec spec;

    private Commands(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** @param sandbox is run with the arguments of the command of this name */
    public static CommandLine of(Sandbox sandbox) {
        return new CommandLine(new Commands(sandbox))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Commands::refuse);
    }

    /** Says what was wrong, what was perhaps meant, and what there is. */
    private static int refuse(ParameterException refused, String... arguments) {
        CommandLine command = refused.getCommandLine();
        command.getErr().println(refused.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(refused, command.getErr());
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    @Command(
            name = "keyset",
            mixinStandardHelpOptions = true,
            description =
                    "Prints a fresh encryption keyset; or changes one that is read from standard input: add a key,"
                            + " promote the last one, retire all others.")
    int keyset(
            @Parameters(arity = "0..1", paramLabel = "add|promote|retire", description = "What to do with the old one.")
                    String change) {
        return change == null ? KeysetCommand.run() : KeysetCommand.run(change);
    }

    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            description = "Brings the schema of the configured database up to date, and ends.")
    int migrate() {
        return MigrateCommand.run(System.out, System.err);
    }

    @Command(
            name = "sandbox",
            mixinStandardHelpOptions = true,
            description = "Runs the Bitrix24 double alone, until it is stopped.")
    int sandbox(
            @CommandLine.Option(names = "--port", paramLabel = "N", description = "SANDBOX_PORT, or 8081.")
                    Integer port,
            @CommandLine.Option(
                            names = "--tls-port",
                            paramLabel = "N",
                            description = "For addresses with TLS; beside 8081: 8443, else none.")
                    Integer tlsPort,
            @CommandLine.Option(
                            names = "--state",
                            paramLabel = "FILE",
                            description = "Keeps its portals in it; the certificate authority stands beside it.")
                    Path state,
            @CommandLine.Option(names = "--host", paramLabel = "NAME", description = "Listens on all addresses.")
                    String host,
            @CommandLine.Option(names = "--seed", paramLabel = "N", description = "Repeats its faults.") Long seed) {
        if (NativeImage.isHere()) {
            spec.commandLine().getErr().println("The native executable has no sandbox: run it by the jar");
            return CommandLine.ExitCode.SOFTWARE;
        }
        sandbox.run(
                Options.given("--port", port, "--tls-port", tlsPort, "--state", state, "--host", host, "--seed", seed));
        return Sandbox.GOES_ON;
    }

    /** Starts the sandbox. */
    @FunctionalInterface
    public interface Sandbox {
        /** In place of an exit code: it runs until it is stopped. */
        int GOES_ON = -1;

        void run(List<String> arguments);
    }

    /** The program's version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.application.version", String.class)
                        .orElse("unknown")
            };
        }
    }
}
