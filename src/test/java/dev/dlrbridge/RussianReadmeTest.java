package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code README.ru.md} says in Russian what {@code README.md} says. */
class RussianReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern WORD_OF_THE_PROGRAM = Pattern.compile("`[^`\n]+`|\\]\\([^)]+\\)|<http[^>]+>");

    private final String english = Files.readString(Path.of("README.md"));
    private final String russian = Files.readString(Path.of("README.ru.md"));

    RussianReadmeTest() throws IOException {}

    @Test
    void shouldHaveTheSameHeadingsListsAndTables() {
        assertThat(outline(russian)).isEqualTo(outline(english));
    }

    @Test
    void shouldShowTheSameCommands() {
        assertThat(commands(russian)).isEqualTo(commands(english));
    }

    @Test
    void shouldNameTheSameFilesKeysAndAddresses() {
        assertThat(found(WORD_OF_THE_PROGRAM, BLOCK.matcher(russian).replaceAll("")))
                .containsExactlyInAnyOrderElementsOf(
                        found(WORD_OF_THE_PROGRAM, BLOCK.matcher(english).replaceAll("")));
    }

    /** What each line that begins a part begins with. */
    private static List<String> outline(String page) {
        return found(Pattern.compile("(?m)^(#+ |- |\\||```)"), page);
    }

    /** Comments are in the page's language. */
    private static List<String> commands(String page) {
        return found(BLOCK, page).stream()
                .map(block -> block.replaceAll("(?m) *# .*$", ""))
                .toList();
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(MatchResult::group).toList();
    }
}
