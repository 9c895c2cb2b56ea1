package dev.dlrbridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.tenant.secret.KeysetException;
import dev.dlrbridge.tenant.secret.Keysets;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Two replicas, of which one is restarted before the other, read each other's secrets at each step. */
class KeysetRotationTest {
    private static final byte[] PLAIN = "marked-secret".getBytes(StandardCharsets.UTF_8);

    private final String old = Keysets.generate();
    private final String added = Keysets.withNewKey(old);
    private final String promoted = Keysets.withLastKeyPrimary(added);
    private final String retired = Keysets.withPrimaryKeyOnly(promoted);

    @Test
    void shouldLetReplicasReadEachOtherAtEachStep() {
        assertReadable(old, added);
        assertReadable(added, old);
        assertReadable(added, promoted);
        assertReadable(promoted, added);
        assertReadable(promoted, retired);
        assertReadable(retired, promoted);
    }

    @Test
    void shouldEncryptWithTheNewKeyOnceItIsPromoted() {
        assertThat(box(added).primaryPrefix()).isEqualTo(box(old).primaryPrefix());
        assertThat(box(promoted).primaryPrefix())
                .isNotEqualTo(box(old).primaryPrefix())
                .isEqualTo(box(retired).primaryPrefix());
        assertThat(box(old).seal("t", "c", "r", PLAIN)).startsWith(box(old).primaryPrefix());
    }

    @Test
    void shouldNotReadWhatARetiredKeyHasEncrypted() {
        byte[] sealed = box(old).seal("t", "c", "r", PLAIN);

        assertThatThrownBy(() -> box(retired).open("t", "c", "r", sealed))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void shouldRefuseToChangeWhatIsNoKeyset() {
        assertThatThrownBy(() -> Keysets.withNewKey("marked-nonsense")).isInstanceOf(KeysetException.class);
    }

    private static void assertReadable(String writer, String reader) {
        byte[] sealed = box(writer).seal("t", "c", "r", PLAIN);
        assertThat(box(reader).open("t", "c", "r", sealed)).isEqualTo(PLAIN);
    }

    private static SecretBox box(String keyset) {
        return new SecretBox(Keysets.parse(keyset));
    }
}
