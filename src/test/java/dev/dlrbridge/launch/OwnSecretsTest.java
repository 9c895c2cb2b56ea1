package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.database.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSecretsTest {
    @TempDir
    Path directory;

    @Test
    void shouldKeepTheSameSecretsBetweenStarts() {
        // Given
        OwnSecrets first = new OwnSecrets(directory, new SecureRandom());
        String token = first.adminToken();
        String keyset = first.keyset();

        // When
        OwnSecrets second = new OwnSecrets(directory, new SecureRandom());

        // Then
        assertThat(second.adminToken()).isEqualTo(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(second.keyset()).isEqualTo(keyset);
    }

    @Test
    void shouldBeReadableByTheirOwnerOnly() throws IOException {
        // Given
        OwnSecrets secrets = new OwnSecrets(directory, new SecureRandom());

        // When
        secrets.adminToken();
        secrets.keyset();

        // Then
        for (String name : new String[] {"admin-token", "keyset"}) {
            assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void shouldCloseASecretThatOthersCouldRead() throws IOException {
        // Given
        OwnSecrets secrets = new OwnSecrets(directory, new SecureRandom());
        String token = secrets.adminToken();
        Files.setPosixFilePermissions(directory.resolve("admin-token"), PosixFilePermissions.fromString("rw-r--r--"));

        // When
        assertThat(secrets.adminToken()).isEqualTo(token);

        // Then
        assertThat(Files.getPosixFilePermissions(directory.resolve("admin-token")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void shouldNotUseASecretThatSomebodyElseCanChoose() throws IOException {
        // Given
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "known-to-somebody-0123456789abcdef");
        Files.createSymbolicLink(directory.resolve("admin-token"), elsewhere);

        // When, then
        assertThatThrownBy(() -> new OwnSecrets(directory, new SecureRandom()).adminToken())
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("is a link");
    }
}
