package dev.dlrbridge.tenant.secret;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the configured keyset once. */
class SecretBoxProducer {

    @Produces
    @Singleton
    SecretBox secretBox(EncryptionConfig config) {
        return new SecretBox(Keysets.parse(config.keyset().orElseThrow(KeysetException::new)));
    }
}
