package dev.dlrbridge.admin;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Map;

/** Who may administer. */
@ConfigMapping(prefix = "dlrbridge.admin")
public interface AdminConfig {
    /**
     * Bearer token of {@code /api} with the role {@code admin}, at least 32 characters. Made at the first start with the
     * embedded database.
     */
    String token();

    /** More tokens, by the name under which the audit has them. */
    Map<String, ConfiguredToken> tokens();

    /** A token of which only the hash is configured. */
    interface ConfiguredToken {
        /** SHA-256 of the token in hexadecimal digits; the token itself should have 32 random bytes. */
        @Pattern(regexp = "[0-9a-fA-F]{64}")
        String sha256();

        /** {@code viewer}, {@code operator} or {@code admin}. */
        @Pattern(regexp = "viewer|operator|admin")
        String role();
    }
}
