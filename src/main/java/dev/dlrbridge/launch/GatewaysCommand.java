package dev.dlrbridge.launch;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.gateway.SampleCheck;
import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import dev.dlrbridge.gateway.profile.ProfileFiles;
import dev.dlrbridge.gateway.profile.ProfileSchema;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator does with profiles, without the service: checks, shows and tries them. */
public final class GatewaysCommand {
    static final int WRONG = 1;
    static final int MISUSED = 2;

    private static final String USAGE = """
            gateways check DIR: checks the profiles of a directory and runs the samples in DIR/<gateway>/
            gateways show NAME: prints a profile that comes with the program
            gateways try NAME FILE [--directory DIR] [--url URL] [--secret NAME=VALUE] [--setting NAME=VALUE] [--clock TIME]:
              says what would be understood of a raw request in a file, or in standard input when FILE is -
            gateways schema: prints the JSON Schema of profiles
            """;

    private final PrintStream out;

    private GatewaysCommand(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit code: 0 when all is right, 1 when something is wrong, 2 for other arguments. */
    public static int run(PrintStream out, String... arguments) {
        return run(System.in, out, arguments);
    }

    static int run(InputStream in, PrintStream out, String... arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        if (arguments.length == 2 && name.equals("check")) {
            return new GatewaysCommand(out).check(Path.of(arguments[1]));
        }
        if (arguments.length == 2 && name.equals("show")) {
            return new GatewaysCommand(out).show(arguments[1]);
        }
        if (arguments.length >= 3 && name.equals("try")) {
            return GatewaysTry.run(in, out, Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        if (arguments.length == 1 && name.equals("schema")) {
            out.print(ProfileSchema.text());
            return 0;
        }
        out.print(USAGE);
        return MISUSED;
    }

    private int check(Path directory) {
        try {
            List<ProfileTemplate> profiles = ProfileTemplate.readAll(ProfileFiles.in(directory));
            Gateways gateways = Gateways.builtIn().withProfiles(profiles);
            List<String> errors = new ArrayList<>();
            List<Sample> samples = Sample.in(directory, errors);
            long wrong = samples.stream()
                    .filter(sample -> !isRight(gateways, sample))
                    .count();
            errors.forEach(out::println);
            profiles.forEach(profile -> profile.warnings().forEach(warning -> out.println("Warning: " + warning)));
            out.println(counted(profiles.size(), "profile") + " read: "
                    + listed(profiles.stream().map(ProfileTemplate::gateway).toList()));
            out.println(counted(samples.size(), "sample") + " run: "
                    + listed(samples.stream().map(Sample::toString).toList()));
            out.println("The profiles are right; wrong samples: " + (wrong + errors.size()));
            return wrong == 0 && errors.isEmpty() ? 0 : WRONG;
        } catch (InvalidProfilesException e) {
            out.println(e.getMessage());
        } catch (UncheckedIOException e) {
            out.println(directory + ": cannot be read");
        }
        return WRONG;
    }

    private boolean isRight(Gateways gateways, Sample sample) {
        List<String> differences = gateways.find(sample.gateway())
                .map(gateway -> SampleCheck.differences(gateway, sample))
                .orElse(List.of("there is no such gateway"));
        differences.forEach(difference -> out.println(sample + ": " + difference));
        return differences.isEmpty();
    }

    private int show(String gateway) {
        Optional<String> text = ProfileFiles.text(gateway);
        if (text.isEmpty()) {
            out.println("No gateway of this name comes with the program; there are: "
                    + Gateways.builtIn().names().stream().sorted().collect(Collectors.joining(", ")));
            return WRONG;
        }
        out.print(text.get());
        return 0;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
