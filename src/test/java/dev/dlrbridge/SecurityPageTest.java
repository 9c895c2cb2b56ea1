package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/security.md} says is shown by a test is shown by one that there is. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("docs/security.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT|Chaos))`");
    private static final Pattern RISK = Pattern.compile("\\| \\[API(\\d+) [^]]+]\\(https://owasp\\.org/[^)]+\\) \\|.*");
    private static final Pattern HAS_TESTS = Pattern.compile("@(?:Parameterized|Repeated)?Test\\b");

    private final String page;

    SecurityPageTest() throws IOException {
        page = Files.readString(PAGE);
    }

    @Test
    void shouldNameOnlyTestsThatThereAre() {
        Set<String> named = named(page);

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(testClasses()).containsAll(named);
    }

    @Test
    void shouldNameATestForEachRiskOfOwasp() {
        List<String> risks =
                page.lines().filter(line -> line.startsWith("| [API")).toList();

        assertThat(risks.stream()
                        .flatMap(line -> RISK.matcher(line).results())
                        .map(risk -> Integer.valueOf(risk.group(1))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(risks).allSatisfy(line -> {
            String[] cells = line.split("\\|");
            assertThat(cells[2]).as("what is done").isNotBlank();
            assertThat(named(cells[3])).as("what shows it: %s", line).isNotEmpty();
        });
    }

    private static Set<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> testClasses() {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(SecurityPageTest::hasTests)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTests(Path file) {
        try {
            return HAS_TESTS.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
