package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one reader can hold: no file and no package grows beyond it unseen. */
class SizesTest {
    private static final int MOST_LINES = 300;
    private static final int MOST_FILES = 40;

    @Test
    void shouldHaveNoFileThatIsTooLongToReadAtOnce() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
    }

    @Test
    void shouldHaveNoPackageOfMoreFilesThanAnyoneFindsHisWayIn() throws IOException {
        assertThat(sources().stream().collect(Collectors.groupingBy(Path::getParent)))
                .allSatisfy((folder, files) -> assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
