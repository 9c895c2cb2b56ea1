package dev.dlrbridge.admin.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where administration is served, and who may administer. */
@ConfigMapping(prefix = "dlrbridge.admin")
public interface AdminConfig {
    /** Port of {@code /api}, apart from the one that gateways and portals reach; 0 stands for any free one. */
    @WithDefault("8090")
    @Min(0)
    @Max(65_535)
    int port();

    /** Address on which that port listens; the images say {@code 0.0.0.0}, where the network policy guards it. */
    @WithDefault("localhost")
    String host();

    /**
     * Bearer token of {@code /api} with the role {@code admin}, at least 32 characters. Made at the first start with the
     * embedded database.
     */
    String token();

    /** More tokens, by the name under which the audit has them. */
    Map<String, ConfiguredToken> tokens();

    /**
     * Whether a link is printed at the start that logs its first user in to the console with the role {@code admin}, within a
     * quarter of an hour; on with the embedded database and in development.
     */
    @WithDefault("false")
    boolean loginLink();

    /** A token of which only the hash is configured. */
    interface ConfiguredToken {
        /** SHA-256 of the token in hexadecimal digits; the token itself should have 32 random bytes. */
        @Pattern(regexp = "[0-9a-fA-F]{64}")
        String sha256();

        /** {@code viewer}, {@code operator} or {@code admin}. */
        @Pattern(regexp = "viewer|operator|admin")
        String role();

        /** The only applications that it may see and change; all when absent. */
        Optional<Set<String>> applications();
    }
}
