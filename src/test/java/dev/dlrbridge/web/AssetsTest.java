package dev.dlrbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssetsTest {

    /** Also those of webjars, of which nobody else reminds a native executable. */
    @ParameterizedTest
    @MethodSource("all")
    void shouldBeInTheExecutable(Assets assets) throws IOException {
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
        assertThat(assets.resources()).hasSizeGreaterThan(3).allSatisfy(resource -> {
            Path path = Path.of(resource.substring(1));
            assertThat(Assets.class.getResource(resource)).isNotNull();
            assertThat(matchers).anyMatch(matcher -> matcher.matches(path));
        });
    }

    static Stream<Assets> all() {
        return Stream.of(Assets.ofConsole(), Assets.ofPortalPage());
    }
}
