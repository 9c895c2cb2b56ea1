package dev.dlrbridge.tenant;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How secrets are encrypted in the database. */
@ConfigMapping(prefix = "dlrbridge.encryption")
public interface EncryptionConfig {
    /** Tink keyset as {@link Keysets#generate()} makes it; without one, nothing of a tenant can be read. */
    Optional<String> keyset();
}
