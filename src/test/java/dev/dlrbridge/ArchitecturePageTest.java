package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} names the classes, jobs, tables and rooms that there are. */
class ArchitecturePageTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][a-z]+([A-Z][a-z]+)*");
    private static final Pattern IDENTITY = Pattern.compile("identity = \"([^\"]+)\"");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)");

    private final String page = read(Path.of("docs/architecture.md")).replaceAll("(?s)```.*?```", "");

    @Test
    void shouldNameOnlyClassesThatThereAre() {
        Set<String> classes = Stream.concat(files("src/main/java", ".java"), files("src/test/java", ".java"))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        assertThat(quoted(page).filter(name -> CLASS_NAME.matcher(name).matches()))
                .hasSizeGreaterThan(40)
                .isSubsetOf(classes);
    }

    @Test
    void shouldNameEachJobOnce() {
        Stream<String> scheduled = files("src/main/java", ".java")
                .map(ArchitecturePageTest::read)
                .filter(source -> source.contains("@Scheduled("))
                .flatMap(source -> IDENTITY.matcher(source).results().map(found -> found.group(1)));

        assertThat(quoted(firstColumn("| job |"))).containsExactlyInAnyOrderElementsOf(scheduled.toList());
    }

    @Test
    void shouldSayOfEachTableWhoWritesIt() {
        Set<String> tables = files("src/main/resources/db/migration", ".sql")
                .map(ArchitecturePageTest::read)
                .flatMap(script -> TABLE.matcher(script).results().map(found -> found.group(1)))
                .collect(Collectors.toSet());

        assertThat(quoted(firstColumn("| table |"))).containsAll(tables);
    }

    @Test
    void shouldNameEachRoom() {
        Stream<String> rooms = Arrays.stream(
                        Path.of("src/main/java/dev/dlrbridge").toFile().listFiles())
                .filter(file -> file.isDirectory())
                .map(file -> file.getName());

        assertThat(quoted(firstColumn("| room |"))).containsExactlyInAnyOrderElementsOf(rooms.toList());
    }

    /** The first cells of the table that begins so. */
    private String firstColumn(String header) {
        return page.substring(page.indexOf(header))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> quoted(String text) {
        return QUOTED.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static Stream<Path> files(String directory, String ending) {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
