package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaysTest {
    private static final Path FOLDER = Path.of("src/main/resources/gateways");

    @TempDir
    Path directory;

    @Test
    void shouldHaveEveryProfileOfTheFolder() throws IOException {
        // given
        List<String> profiles;
        try (Stream<Path> files = Files.list(FOLDER)) {
            profiles = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        }

        // then
        assertThat(Gateways.builtIn().all()).extracting(Gateway::name).isEqualTo(profiles);
    }

    @Test
    void shouldFindNothingWhenNameIsUnknown() {
        assertThat(Gateways.builtIn().find("no-such")).isEmpty();
    }

    @Test
    void shouldAddAndReplaceWhenDirectoryHasProfiles() throws IOException {
        // given
        String kannel = Files.readString(FOLDER.resolve("kannel.yaml"));
        Files.writeString(directory.resolve("kannel.yaml"), kannel.replace("Kannel and its forks", "Ours"));
        Files.writeString(directory.resolve("fork.yaml"), kannel);
        Files.writeString(directory.resolve("notes.txt"), "no profile");

        // when
        Gateways gateways = Gateways.builtIn().withDirectory(directory);

        // then
        assertThat(gateways.all()).hasSize(Gateways.builtIn().all().size() + 1);
        assertThat(gateways.find("kannel").orElseThrow().profile().title()).isEqualTo("Ours");
        assertThat(gateways.find("fork")).isPresent();
    }

    @Test
    void shouldListErrorsOfAllFilesWhenDirectoryHasWrongProfiles() throws IOException {
        // given
        Files.writeString(directory.resolve("a.yaml"), "title: [");
        Files.writeString(directory.resolve("b.yaml"), "titel: B");

        // then
        assertThatThrownBy(() -> Gateways.builtIn().withDirectory(directory))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining("a.yaml:1: (file): is not proper YAML")
                .hasMessageContaining("b.yaml:1: titel: is unknown")
                .hasMessageContaining("b.yaml: title: is missing");
    }
}
