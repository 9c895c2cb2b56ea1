package dev.dlrbridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of k8s by itself, whether or not there is a program here to render the overlays. */
class ManifestsTest {
    private static final Path ROOT = Path.of("k8s");
    private static final Set<String> OF_KUSTOMIZE = Set.of("Kustomization", "Component");
    private static final String STEP_OF_A_JSON_PATCH = "op";

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldKnowEveryField(Path file) throws IOException {
        for (JsonNode document : Model.documents(Files.readString(file))) {
            if (document instanceof ObjectNode resource
                    && !resource.has(STEP_OF_A_JSON_PATCH)
                    && !OF_KUSTOMIZE.contains(resource.path("kind").asText())) {
                resource.remove("$patch");
                assertThatCode(() -> Model.read(resource)).as(file.toString()).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {replica: 3}",
                "spec: {template: {spec: {securityContext: {runAsNonroot: true}}}}",
                "spec: {template: {spec: {containers: [{name: a, readinesProbe: {}}]}}}",
                "spec: {replicas: three}",
                "metadata: {label: {a: b}}"
            })
    void shouldRefuseAFieldThatKubernetesDoesNotHave(String wrong) {
        JsonNode document = Model.documents(wrong).get(0);

        assertThatThrownBy(() -> Model.read(document, Deployment.class)).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec: {instance: 3}", "spec: {postgresql: {synchronous: {method: all}}}"})
    void shouldRefuseAFieldThatAnOperatorDoesNotHave(String wrong) {
        JsonNode document = Model.documents(wrong).get(0);

        assertThatThrownBy(() -> Model.read(document, CustomResources.Cluster.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldRefuseAKeyGivenTwice() {
        assertThatThrownBy(() -> Model.documents("a: 1\na: 2\n")).hasMessageContaining("Duplicate");
    }

    @Test
    void shouldHaveTheOverlaysThatTheDocumentationNames() {
        assertThat(ROOT.resolve("overlays").toFile().list()).containsExactlyInAnyOrder("dev", "production", "cell-eu");
    }
}
