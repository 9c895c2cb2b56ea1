package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The valid values of one secret: one, or two while the gateway changes from one to the other; never printed. */
record SecretValues(
        @JsonValue @NotNull @Size(min = 1, max = 2) List<@NotBlank @Size(max = 4096) String> values) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SecretValues of(String value) {
        return new SecretValues(List.of(value));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SecretValues of(List<String> values) {
        return new SecretValues(values);
    }

    /** Of each secret the one that is signed with from now on. */
    static Map<String, String> first(Map<String, List<String>> secrets) {
        return secrets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, secret -> secret.getValue().get(0)));
    }

    /** @param secrets null for none */
    static Map<String, List<String>> plain(Map<String, SecretValues> secrets) {
        return secrets == null
                ? Map.of()
                : secrets.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, secret -> secret.getValue().values()));
    }

    @Override
    public String toString() {
        return "SecretValues";
    }
}
