package dev.dlrbridge.tenant.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Consumer;

/** Makes and reads keysets: Tink's JSON in Base64, one line that fits into an environment variable. */
public final class Keysets {
    private Keysets() {}

    /** A fresh keyset with one AES-256-GCM key. */
    public static String generate() {
        try {
            AeadConfig.register();
            return format(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES-GCM", e);
        }
    }

    /** Throws {@link KeysetException}, without cause, if the text is not a keyset. */
    public static KeysetHandle parse(String keyset) {
        try {
            AeadConfig.register();
            String json = new String(Base64.getDecoder().decode(keyset.strip()), StandardCharsets.UTF_8);
            return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException notAKeyset) {
            // The cause might quote the text.
            throw new KeysetException();
        }
    }

    /** A keyset with one more key, which decrypts but does not encrypt yet. Throws {@link KeysetException}. */
    public static String withNewKey(String keyset) {
        return changed(
                keyset,
                keys -> keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()));
    }

    /** A keyset whose last key encrypts from now on. Throws {@link KeysetException}. */
    public static String withLastKeyPrimary(String keyset) {
        return changed(keyset, keys -> keys.getAt(keys.size() - 1).makePrimary());
    }

    /** The primary key alone: what others have encrypted is lost. Throws {@link KeysetException}. */
    public static String withPrimaryKeyOnly(String keyset) {
        return changed(keyset, keys -> {
            for (int index = keys.size() - 1; index >= 0; index--) {
                if (!keys.getAt(index).isPrimary()) {
                    keys.deleteAt(index);
                }
            }
        });
    }

    private static String changed(String keyset, Consumer<KeysetHandle.Builder> change) {
        try {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(parse(keyset));
            change.accept(keys);
            return format(keys.build());
        } catch (GeneralSecurityException e) {
            throw new KeysetException();
        }
    }

    private static String format(KeysetHandle keyset) throws GeneralSecurityException {
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
