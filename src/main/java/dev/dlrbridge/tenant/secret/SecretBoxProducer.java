package dev.dlrbridge.tenant.secret;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the configured keyset once. */
class SecretBoxProducer {

    @Produces
    @Singleton
    SecretBox secretBox(EncryptionConfig config) {
        return new SecretBox(keyset(config));
    }

    @Produces
    @Singleton
    RecipientHashes recipientHashes(EncryptionConfig config) {
        return config.searchableRecipients() ? RecipientHashes.of(keyset(config)) : RecipientHashes.NONE;
    }

    private static Keyset keyset(EncryptionConfig config) {
        return Keysets.parse(config.keyset().orElseThrow(KeysetException::new));
    }
}
