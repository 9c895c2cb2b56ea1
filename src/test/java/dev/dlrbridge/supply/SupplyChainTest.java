package dev.dlrbridge.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is fetched from elsewhere is what was meant, and somebody notices when it is known to be weak. */
class SupplyChainTest {
    private static final Path WORKFLOWS = Path.of(".github", "workflows");
    private static final Pattern PINNED = Pattern.compile(".+@sha256:[0-9a-f]{64}");
    private static final Pattern USES = Pattern.compile("uses: *(\\S+)");
    private static final List<String> OWN = List.of("dlr-bridge", "registry.example.com/dlr-bridge");

    /** An image, however it is named: in manifests, workflows, Dockerfiles. */
    private static final Pattern IMAGE = Pattern.compile(
            "(?m)^\\s*(?:- )?(?:image|imageName|newName): *(\\S+)|builder-image=(\\S+)|^ARG (?:JDK|JRE|MANDREL|MICRO)=(\\S+)");

    @ParameterizedTest
    @MethodSource("workflows")
    void shouldRunActionsByTheirCommit(Path workflow) throws IOException {
        assertThat(USES.matcher(Files.readString(workflow)).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action).matches("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void shouldGiveWorkflowsNoRightButToRead(Path workflow) throws IOException {
        JsonNode read = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(workflow));

        assertThat(read.get("permissions")).hasToString("{\"contents\":\"read\"}");
        assertThat(read.findValues("permissions")).hasSize(1);
    }

    @Test
    void shouldNameNoImageButThoseThatTheUpdateBotPins() throws IOException {
        List<Pattern> files = filesOfTheBot();
        List<String> images = new ArrayList<>();
        for (Path file : filesWithImages()) {
            for (String image : images(Files.readString(file))) {
                images.add(image);
                if (!PINNED.matcher(image).matches()) {
                    assertThat(files)
                            .as("%s in %s, by tag", image, file)
                            .anyMatch(
                                    pattern -> pattern.matcher(file.toString()).find());
                    assertThat(image).as("in %s", file).matches("[^:]+:[^:]+").doesNotEndWith(":latest");
                }
            }
        }
        assertThat(images).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void shouldHaveABotThatPinsAndUpdatesAllKindsOfParts() throws IOException {
        JsonNode renovate = renovate();

        assertThat(texts(renovate.get("extends"))).contains("docker:pinDigests", "helpers:pinGitHubActionDigests");
        assertThat(texts(renovate.get("enabledManagers")))
                .contains("maven", "maven-wrapper", "github-actions", "dockerfile", "kubernetes", "custom.regex");
        assertThat(texts(renovate.at("/packageRules/0/matchPackageNames"))).containsExactlyElementsOf(OWN);
    }

    @Test
    void shouldScanThePartsEachWeekAndWithEachChange() throws IOException {
        JsonNode scan = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(WORKFLOWS.resolve("scan.yml")));
        JsonNode step = scan.at("/jobs/parts/steps").findParents("uses").stream()
                .filter(candidate -> candidate.get("uses").asText().startsWith("anchore/scan-action@"))
                .findFirst()
                .orElseThrow();

        assertThat(scan.at("/on/schedule/0/cron").asText()).matches("\\d+ \\d+ \\* \\* [0-6]");
        assertThat(scan.at("/on/push/branches/0").asText()).isEqualTo("main");
        assertThat(scan.at("/on").has("pull_request")).isTrue();
        assertThat(step.get("with").toString())
                .isEqualTo("{\"sbom\":\"target/sbom.json\",\"severity-cutoff\":\"high\",\"only-fixed\":true,"
                        + "\"output-format\":\"table\"}");
    }

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.toList().stream();
        }
    }

    private static List<String> images(String text) {
        return IMAGE.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(image -> image != null && !OWN.contains(image))
                .toList();
    }

    private static List<Path> filesWithImages() {
        return Stream.of(Path.of("k8s"), WORKFLOWS, Path.of("src/main/docker"))
                .flatMap(SupplyChainTest::filesBelow)
                .toList();
    }

    private static Stream<Path> filesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that it is told of, those that it <a href="https://docs.renovatebot.com/modules/manager/">knows by itself</a>. */
    private static List<Pattern> filesOfTheBot() throws IOException {
        List<String> patterns =
                new ArrayList<>(List.of("(^|/)Dockerfile[^/]*$", "^\\.github/workflows/[^/]+\\.ya?ml$"));
        renovate()
                .findValues("managerFilePatterns")
                .forEach(list -> texts(list).forEach(text -> patterns.add(text.substring(1, text.length() - 1))));
        return patterns.stream().map(Pattern::compile).toList();
    }

    private static JsonNode renovate() throws IOException {
        return new ObjectMapper().readTree(Path.of("renovate.json").toFile());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
