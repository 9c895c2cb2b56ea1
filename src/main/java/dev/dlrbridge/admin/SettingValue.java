package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The value of a setting: a text, or one for each language where users of portals read it. */
@Schema(
        type = SchemaType.STRING,
        description = "A text; of senderName and senderDescription also an object with a text for each language")
record SettingValue(
        @Size(max = 4096) String text, @Size(max = 30) Map<String, @NotNull @Size(max = 4096) String> texts) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SettingValue of(String text) {
        return new SettingValue(text, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SettingValue of(Map<String, String> texts) {
        return new SettingValue(null, texts);
    }

    /** As it is kept. */
    @JsonValue
    Object value() {
        return text == null ? texts : text;
    }

    /** @param settings null for none */
    static Map<String, Object> plain(Map<String, SettingValue> settings) {
        return settings == null
                ? Map.of()
                : settings.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, setting -> setting.getValue().value()));
    }
}
