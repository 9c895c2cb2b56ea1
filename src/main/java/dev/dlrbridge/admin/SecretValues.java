package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The valid values of one secret: one, or two while the gateway changes from one to the other; never printed. */
record SecretValues(@NotNull @Size(min = 1, max = 2) List<@NotBlank @Size(max = 4096) String> values) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SecretValues of(String value) {
        return new SecretValues(List.of(value));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SecretValues of(List<String> values) {
        return new SecretValues(values);
    }

    @Override
    public String toString() {
        return "SecretValues";
    }
}
