package dev.dlrbridge.tenant;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Makes and reads keysets: Tink's JSON in Base64, one line that fits into an environment variable. */
public final class Keysets {
    private Keysets() {}

    /** A fresh keyset with one AES-256-GCM key. */
    public static String generate() {
        try {
            AeadConfig.register();
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
            return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
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
}
