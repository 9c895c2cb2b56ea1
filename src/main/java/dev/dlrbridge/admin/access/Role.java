package dev.dlrbridge.admin.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token permits; each role may also do what those before it may. */
public enum Role {
    /** Sees everything but secrets, personal data and the audit. */
    VIEWER,
    /** Keeps reports flowing: correlations, retries, replays, parking. */
    OPERATOR,
    /** Changes tenants and tokens, reveals what is secret, reads the audit. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The words of all roles whose rights it has. */
    Set<String> included() {
        return Arrays.stream(values()).filter(this::includes).map(Role::word).collect(Collectors.toSet());
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
