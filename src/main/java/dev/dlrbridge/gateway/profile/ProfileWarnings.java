package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What no key of a profile is wrong with, and yet its reports will not come, or not be matched. */
final class ProfileWarnings {
    private static final List<String> FORMS = List.of("application/x-www-form-urlencoded", "multipart/form-data");
    private static final List<String> NAMING = List.of("id", "correlationId", "signedReference", "unsignedReference");

    private static final List<String> FORM = List.of("form:");

    /** How sources begin that are nowhere but in a body, where no document of its own is read. */
    private static final List<String> IN_BODY = List.of("form:", "json:", "xml:", "outer:", "body:");

    private ProfileWarnings() {}

    static List<String> of(JsonNode profile) {
        Set<String> methods = texts(profile.path("methods"));
        Set<String> mediaTypes = texts(profile.path("mediaTypes"));
        List<String> warnings = new ArrayList<>();
        for (JsonNode shape : items(profile.path("reports"))) {
            List<String> kinds = shape.has("document") ? FORM : IN_BODY;
            if (methods.equals(Set.of("GET"))) {
                warn(shape, kinds, "methods: with GET alone there is no body, and so not ", warnings);
            } else if (mediaTypes.isEmpty()) {
                warn(shape, kinds, "mediaTypes: without any, bodies are not read, and so not ", warnings);
            } else if (FORMS.stream().noneMatch(mediaTypes::contains)) {
                warn(
                        shape,
                        FORM,
                        "mediaTypes: without " + FORMS.get(0) + " no form is accepted, and so not ",
                        warnings);
            }
            if (NAMING.stream().noneMatch(shape::has)) {
                warnings.add("reports: with neither id nor reference, only a callback URL that ends in the message id"
                        + " tells which message is meant");
            }
        }
        return warnings;
    }

    private static void warn(JsonNode shape, List<String> kinds, String warning, List<String> warnings) {
        texts(shape).stream()
                .filter(source -> kinds.stream().anyMatch(source::startsWith))
                .findFirst()
                .ifPresent(source -> warnings.add(warning + source));
    }

    private static Iterable<JsonNode> items(JsonNode node) {
        return node.isArray() ? node : node.isMissingNode() ? List.of() : List.of(node);
    }

    /** Each text in it, and each key, since conditions have sources as keys. */
    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.fieldNames().forEachRemaining(texts::add);
        node.forEach(member -> texts.addAll(texts(member)));
        return texts;
    }
}
