package dev.dlrbridge.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Programs of the machine that some tests need. */
public final class Programs {
    private Programs() {}

    public static boolean isOnPath(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(place -> Path.of(place, program).toFile().canExecute());
    }
}
