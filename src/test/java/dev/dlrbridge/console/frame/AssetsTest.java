package dev.dlrbridge.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AssetsTest {

    /** Also those of webjars, of which nobody else reminds a native executable. */
    @Test
    void shouldBeInTheExecutable() throws IOException {
        // given
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        var matchers = Arrays.stream(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();

        // then
        assertThat(Assets.resources()).hasSize(5).allSatisfy(resource -> {
            Path path = Path.of(resource.substring(1));
            assertThat(Assets.class.getResource(resource)).isNotNull();
            assertThat(matchers).anyMatch(matcher -> matcher.matches(path));
        });
    }
}
