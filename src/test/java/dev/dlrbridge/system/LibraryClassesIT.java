package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the list of the libraries' classes that are loaded beside a start with those that a start needs. */
class LibraryClassesIT {
    private static final Path LIST = Path.of("src", "main", "resources", "library-classes.txt");
    private static final Pattern LOADED =
            Pattern.compile("^([^ /]+) source: file:\\S*/lib/main/.*$", Pattern.MULTILINE);

    private final Path directory = Workplace.fresh("library-classes");

    /** With {@code -Ddocs.write=true} the list is written anew; it must have been emptied before the build. */
    @Test
    void shouldListNearlyAllThatAStartNeeds() throws IOException {
        // When
        Set<String> needed = loadedByAStart();

        // Then
        if (Boolean.getBoolean("docs.write")) {
            Files.write(LIST, needed);
        }
        List<String> missing = new ArrayList<>(needed);
        missing.removeAll(Set.copyOf(Files.readAllLines(LIST)));
        assertThat(missing).hasSizeLessThan(needed.size() / 10);
    }

    private Set<String> loadedByAStart() throws IOException {
        Path log = directory.resolve("classes.log");
        List<String> virtualMachine = new ArrayList<>(Program.SPARING);
        virtualMachine.add("-Xlog:class+load:file=" + log + ":none");
        try (OwnServer database = new OwnServer(directory.resolve("database"))) {
            database.start();
            // The first start makes the schema, and so needs more than any other.
            for (int start = 0; start < 2; start++) {
                try (BridgeProcess bridge = new BridgeProcess(directory, database.settings(), virtualMachine)) {
                    bridge.startUntilReady();
                }
            }
        }
        return LOADED.matcher(Files.readString(log))
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
