package dev.dlrbridge.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Kubernetes' own types, and those of the operators in use: a field that they do not know is an error. */
final class Model {
    private static final String FABRIC8 = "io.fabric8.kubernetes.api.model.";

    private static final Map<String, String> PACKAGES = Map.of(
            "v1", FABRIC8,
            "apps/v1", FABRIC8 + "apps.",
            "batch/v1", FABRIC8 + "batch.v1.",
            "networking.k8s.io/v1", FABRIC8 + "networking.v1.",
            "autoscaling/v2", FABRIC8 + "autoscaling.v2.",
            "policy/v1", FABRIC8 + "policy.v1.",
            "monitoring.coreos.com/v1", "io.fabric8.openshift.api.model.monitoring.v1.");

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutAnySetter())
            .build();

    private Model() {}

    static List<JsonNode> documents(String yaml) {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return values.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException naming the field that is unknown or has a wrong type */
    static Object read(JsonNode document) {
        return read(
                document,
                type(document.path("apiVersion").asText(), document.path("kind").asText()));
    }

    static <T> T read(JsonNode document, Class<T> type) {
        try {
            return STRICT.treeToValue(document, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String apiVersion, String kind) {
        if (CustomResources.TYPES.containsKey(apiVersion + " " + kind)) {
            return CustomResources.TYPES.get(apiVersion + " " + kind);
        }
        try {
            return Class.forName(PACKAGES.getOrDefault(apiVersion, "unknown.") + kind);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no such kind: " + apiVersion + " " + kind, e);
        }
    }

    /** The types keep unknown fields for later; that is what is to be noticed here. */
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return Boolean.FALSE;
        }
    }
}
