package dev.dlrbridge.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;

/** All resources of one rendered overlay. */
record Overlay(String name, List<JsonNode> documents, List<Object> resources) {
    private static final Path OVERLAYS = Path.of("k8s", "overlays");
    private static final Converter<Duration> DURATION = new io.quarkus.runtime.configuration.DurationConverter();

    static List<Overlay> all() {
        try (Stream<Path> directories = Files.list(OVERLAYS)) {
            return directories.sorted().map(Overlay::render).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Overlay named(String name) {
        return render(OVERLAYS.resolve(name));
    }

    static Overlay render(Path directory) {
        List<JsonNode> documents = Model.documents(Kustomize.render(directory));
        return new Overlay(
                directory.getFileName().toString(),
                documents,
                documents.stream().map(Model::read).toList());
    }

    <T> List<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only one of its type. */
    <T> T only(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError(name + " has " + found.size() + " of " + type.getSimpleName());
        }
        return found.get(0);
    }

    Deployment bridge() {
        return only(Deployment.class);
    }

    Container container() {
        return bridge().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    Container migration() {
        return only(Job.class).getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /** What the bridge's environment says, without the secrets. */
    Map<String, String> configuration() {
        String configMap = container().getEnvFrom().get(0).getConfigMapRef().getName();
        return all(ConfigMap.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(configMap))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    Duration duration(String variable) {
        return DURATION.convert(
                Optional.ofNullable(configuration().get(variable)).orElseThrow());
    }

    /** Everything that makes pods itself, by name; the operators' own pods are theirs. */
    Map<String, PodTemplateSpec> pods() {
        Function<Object, Stream<Map.Entry<String, PodTemplateSpec>>> pod = resource -> {
            if (resource instanceof Deployment it) {
                return Stream.of(
                        Map.entry(it.getMetadata().getName(), it.getSpec().getTemplate()));
            }
            if (resource instanceof StatefulSet it) {
                return Stream.of(
                        Map.entry(it.getMetadata().getName(), it.getSpec().getTemplate()));
            }
            if (resource instanceof Job it) {
                return Stream.of(
                        Map.entry(it.getMetadata().getName(), it.getSpec().getTemplate()));
            }
            return Stream.empty();
        };
        return resources.stream()
                .flatMap(pod)
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public String toString() {
        return name;
    }
}
