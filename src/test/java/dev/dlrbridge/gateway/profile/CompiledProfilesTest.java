package dev.dlrbridge.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledProfilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/gateways");

    @TempDir
    Path directory;

    @Test
    void shouldSayTheSameAsTheProfiles() throws IOException {
        // given
        List<ProfileFile> files = ProfileFiles.in(FOLDER);
        for (ProfileFile file : files) {
            Files.write(directory.resolve(file.fileName()), file.content());
        }

        // when
        CompiledProfiles.main(directory.toString());

        // then
        List<ProfileTemplate> compiled =
                CompiledProfiles.read(Files.readAllBytes(directory.resolve(CompiledProfiles.FILE)));
        assertThat(trees(compiled)).hasSizeGreaterThan(60).isEqualTo(trees(ProfileTemplate.readAll(files)));
    }

    @Test
    void shouldFailTheBuildWhenProfileIsWrong() throws IOException {
        // given
        Files.writeString(directory.resolve("acme.yaml"), "titel: Acme");

        // then
        assertThatThrownBy(() -> CompiledProfiles.main(directory.toString()))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining("acme.yaml:1: titel: is unknown");
        assertThat(directory.resolve(CompiledProfiles.FILE)).doesNotExist();
    }

    private static Map<String, JsonNode> trees(List<ProfileTemplate> templates) {
        return templates.stream().collect(Collectors.toMap(ProfileTemplate::gateway, ProfileTemplate::tree));
    }
}
