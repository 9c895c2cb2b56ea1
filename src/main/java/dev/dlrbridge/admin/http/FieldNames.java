package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Names a field as the caller wrote it, {@code secrets.authToken}: not as the code that reads it calls it. */
final class FieldNames {
    private FieldNames() {}

    /** Where a value breaks a rule; the parameter's name when nothing inside it is to blame. */
    static String of(Path path) {
        String parameter = "";
        List<String> names = new ArrayList<>();
        for (Path.Node node : path) {
            if (node.getKey() != null) {
                names.add(node.getKey().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                names.add(node.getName());
            } else if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            }
        }
        return names.isEmpty() ? parameter : String.join(".", names);
    }

    /** Where a value has the wrong type; {@code body} when it is the whole of it. */
    static String of(JsonMappingException failure) {
        String names = failure.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return names.isEmpty() ? "body" : names;
    }
}
