package dev.dlrbridge.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of a page that a reader may run as it stands; it begins with {@code ```sh run}.
 *
 * @param page file name
 */
record DocumentedCommands(Path page, String script) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```sh run$\n(.*?)^ *```$");

    /** Of the README and all pages. */
    static List<DocumentedCommands> all() {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(DocumentedCommands::in)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<DocumentedCommands> in(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(block -> new DocumentedCommands(page, block.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
