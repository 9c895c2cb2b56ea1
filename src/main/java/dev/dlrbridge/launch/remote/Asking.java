package dev.dlrbridge.launch.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running bridge and prints a line for each thing that it answers. */
abstract class Asking implements Callable<Integer> {
    @Mixin
    private BridgeApi bridge = new BridgeApi();

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        try {
            boolean found = ask(bridge);
            spec.commandLine().getOut().flush();
            return found ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (RefusedException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** @return whether what was asked for is there */
    abstract boolean ask(BridgeApi api);

    /** A line of an item's fields, apart by tabs; a hyphen where there is none. */
    final void print(JsonNode item, String... fields) {
        print(Arrays.stream(fields).map(field -> text(item.path(field))).collect(Collectors.joining("\t")));
    }

    final void print(String line) {
        spec.commandLine().getOut().println(line);
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            StringBuilder words = new StringBuilder();
            value.forEach(word -> words.append(words.length() == 0 ? "" : ",").append(plain(word)));
            return words.length() == 0 ? "-" : words.toString();
        }
        return value.isMissingNode() || value.isNull() ? "-" : plain(value);
    }

    /** A gateway's word may hold anything, what a terminal takes for an order too. */
    private static String plain(JsonNode value) {
        return value.asText().replaceAll("\\p{Cntrl}", "?");
    }
}
