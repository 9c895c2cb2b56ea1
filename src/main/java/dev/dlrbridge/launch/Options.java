package dev.dlrbridge.launch;

import java.util.ArrayList;
import java.util.List;

/** Puts together the arguments that a command was given, for what reads them anew. */
final class Options {
    private Options() {}

    /** @param namesAndValues in turn; an option whose value is null was not given */
    static List<String> given(Object... namesAndValues) {
        List<String> arguments = new ArrayList<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            if (namesAndValues[at + 1] != null) {
                arguments.add(namesAndValues[at].toString());
                arguments.add(namesAndValues[at + 1].toString());
            }
        }
        return arguments;
    }
}
