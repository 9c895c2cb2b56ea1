package dev.dlrbridge.tenant.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How secrets are encrypted in the database. */
@ConfigMapping(prefix = "dlrbridge.encryption")
public interface EncryptionConfig {
    /**
     * Encrypts the tenants' secrets; printed by the command {@code keyset}. Keep it with the backups. Made at the first start
     * with the embedded database.
     */
    Optional<String> keyset();

    /**
     * Whether a hash of each recipient's number, keyed by the keyset, is kept with the reports about it, so that they are
     * found by the number. It is personal data; without it, search by number finds nothing.
     */
    @WithDefault("true")
    boolean searchableRecipients();
}
