package dev.dlrbridge.tenant.secret;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Encrypts the secrets of a row; ciphertext that is moved to another row or column does not open. */
public final class SecretBox {
    static final int PREFIX_BYTES = 5;

    private final Aead primary;
    /** By the id that their ciphertexts begin with. */
    private final Map<Integer, Aead> byId = new HashMap<>();

    public SecretBox(Keyset keyset) {
        try {
            for (Keyset.Key key : keyset.keys()) {
                byId.put(key.id(), key.aead());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES-GCM", e);
        }
        this.primary = byId.get(keyset.primaryId());
    }

    /** What every ciphertext of the primary key begins with: Tink's version byte and the key's id. */
    public byte[] primaryPrefix() {
        return Arrays.copyOf(seal("", "", "", new byte[0]), PREFIX_BYTES);
    }

    /** Encrypts for one place only. */
    public byte[] seal(String table, String column, String rowId, byte[] plain) {
        try {
            return primary.encrypt(plain, place(table, column, rowId));
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecretException(table, column);
        }
    }

    /** Throws {@link UnreadableSecretException} for another place, another keyset, or altered ciphertext. */
    public byte[] open(String table, String column, String rowId, byte[] sealed) {
        try {
            Aead key = sealed.length < PREFIX_BYTES
                    ? null
                    : byId.get(ByteBuffer.wrap(sealed).getInt(1));
            if (key == null) {
                throw new UnreadableSecretException(table, column);
            }
            return key.decrypt(sealed, place(table, column, rowId));
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecretException(table, column);
        }
    }

    public byte[] sealText(String table, String column, String rowId, String plain) {
        return seal(table, column, rowId, plain.getBytes(StandardCharsets.UTF_8));
    }

    public String openText(String table, String column, String rowId, byte[] sealed) {
        return new String(open(table, column, rowId, sealed), StandardCharsets.UTF_8);
    }

    /** Table and column names hold no NUL, so that two places never look the same. */
    private static byte[] place(String table, String column, String rowId) {
        return String.join("\0", table, column, rowId).getBytes(StandardCharsets.UTF_8);
    }
}
