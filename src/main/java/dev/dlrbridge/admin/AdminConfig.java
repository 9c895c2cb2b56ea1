package dev.dlrbridge.admin;

import io.smallrye.config.ConfigMapping;

/** Who may administer. */
@ConfigMapping(prefix = "dlrbridge.admin")
public interface AdminConfig {
    /** Bearer token of {@code /api}, at least 32 characters. */
    String token();
}
