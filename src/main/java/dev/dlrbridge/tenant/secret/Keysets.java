package dev.dlrbridge.tenant.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes and reads keysets: Tink's JSON in Base64, one line that fits into an environment variable. */
public final class Keysets {
    private static final int KEY_BYTES = 32;

    private Keysets() {}

    /** A fresh keyset with one AES-256-GCM key. */
    public static String generate() {
        Keyset.Key key = newKey(List.of());
        return format(new Keyset(key.id(), List.of(key)));
    }

    /** Throws {@link KeysetException}, without cause, if the text is not a keyset. */
    public static Keyset parse(String keyset) {
        try {
            return KeysetJson.read(new String(Base64.getDecoder().decode(keyset.strip()), StandardCharsets.UTF_8));
        } catch (RuntimeException notAKeyset) {
            // The cause might quote the text.
            throw new KeysetException();
        }
    }

    /** A keyset with one more key, which decrypts but does not encrypt yet. Throws {@link KeysetException}. */
    public static String withNewKey(String keyset) {
        return changed(keyset, old -> {
            List<Keyset.Key> keys = new ArrayList<>(old.keys());
            keys.add(newKey(keys));
            return new Keyset(old.primaryId(), keys);
        });
    }

    /** A keyset whose last key encrypts from now on. Throws {@link KeysetException}. */
    public static String withLastKeyPrimary(String keyset) {
        return changed(
                keyset, old -> new Keyset(old.keys().get(old.keys().size() - 1).id(), old.keys()));
    }

    /** The primary key alone: what others have encrypted is lost. Throws {@link KeysetException}. */
    public static String withPrimaryKeyOnly(String keyset) {
        return changed(
                keyset,
                old -> new Keyset(
                        old.primaryId(),
                        old.keys().stream()
                                .filter(key -> key.id() == old.primaryId())
                                .toList()));
    }

    private static String changed(String keyset, UnaryOperator<Keyset> change) {
        return format(change.apply(parse(keyset)));
    }

    private static Keyset.Key newKey(List<Keyset.Key> others) {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        int id = random.ints()
                .filter(drawn -> drawn != 0 && others.stream().noneMatch(key -> key.id() == drawn))
                .findFirst()
                .orElseThrow();
        return new Keyset.Key(id, bytes);
    }

    private static String format(Keyset keyset) {
        return Base64.getEncoder().encodeToString(KeysetJson.write(keyset).getBytes(StandardCharsets.UTF_8));
    }
}
