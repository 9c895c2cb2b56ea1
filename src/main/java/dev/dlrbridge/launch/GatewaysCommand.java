package dev.dlrbridge.launch;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.gateway.SampleCheck;
import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import dev.dlrbridge.gateway.profile.ProfileSchema;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What an operator does with profiles of his own, without the service: {@code gateways check DIR}, {@code gateways schema}. */
public final class GatewaysCommand {
    private static final int WRONG = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;

    private GatewaysCommand(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit code: 0 when all is right, 1 when something is wrong, 2 for other arguments. */
    public static int run(PrintStream out, String... arguments) {
        if (arguments.length == 2 && arguments[0].equals("check")) {
            return new GatewaysCommand(out).check(Path.of(arguments[1]));
        }
        if (arguments.length == 1 && arguments[0].equals("schema")) {
            out.print(ProfileSchema.text());
            return 0;
        }
        out.println("gateways check DIR: checks the profiles of a directory and runs the samples in DIR/<gateway>/");
        out.println("gateways schema: prints the JSON Schema of profiles");
        return MISUSED;
    }

    private int check(Path directory) {
        try {
            Gateways gateways = Gateways.builtIn().withDirectory(directory);
            List<Sample> samples = Sample.in(directory);
            long wrong = samples.stream()
                    .filter(sample -> !isRight(gateways, sample))
                    .count();
            out.println("The profiles are right; " + samples.size() + " samples, " + wrong + " of them wrong.");
            return wrong == 0 ? 0 : WRONG;
        } catch (InvalidProfilesException | UncheckedIOException e) {
            out.println(e.getMessage());
            return WRONG;
        }
    }

    private boolean isRight(Gateways gateways, Sample sample) {
        List<String> differences = gateways.find(sample.gateway())
                .map(gateway -> SampleCheck.differences(gateway, sample))
                .orElse(List.of("there is no such gateway"));
        differences.forEach(difference -> out.println(sample + ": " + difference));
        return differences.isEmpty();
    }
}
