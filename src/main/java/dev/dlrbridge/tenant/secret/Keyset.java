package dev.dlrbridge.tenant.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * AES-GCM keys with Tink's ids; one of them encrypts.
 *
 * @param primaryId of the key that encrypts; unsigned
 */
public record Keyset(int primaryId, List<Key> keys) {
    /** @param id unsigned; each ciphertext begins with it */
    record Key(int id, byte[] bytes) {
        Aead aead() throws GeneralSecurityException {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(bytes.length)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.TINK)
                    .build();
            return AesGcmJce.create(AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id)
                    .build());
        }

        @Override
        public String toString() {
            return "Key[id=" + Integer.toUnsignedString(id) + "]";
        }
    }

    public Keyset {
        keys = List.copyOf(keys);
        if (keys.stream().filter(key -> key.id == primaryId).count() != 1
                || keys.stream().map(Key::id).distinct().count() != keys.size()) {
            throw new KeysetException();
        }
    }
}
