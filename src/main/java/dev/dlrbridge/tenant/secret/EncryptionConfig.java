package dev.dlrbridge.tenant.secret;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How secrets are encrypted in the database. */
@ConfigMapping(prefix = "dlrbridge.encryption")
public interface EncryptionConfig {
    /**
     * Encrypts the tenants' secrets; printed by the command {@code keyset}. Keep it with the backups. Made at the first start
     * with the embedded database.
     */
    Optional<String> keyset();
}
