package dev.dlrbridge.launch;

import dev.dlrbridge.database.OwnerOnly;
import dev.dlrbridge.tenant.secret.Keysets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Secrets made at the first start beside the embedded database, readable by their owner only. Without the keyset the
 * stored secrets of the tenants cannot be read any more, so that it belongs into the same backup as the data.
 */
final class OwnSecrets {
    private static final int TOKEN_BYTES = 32;

    private final Path directory;
    private final SecureRandom random;

    OwnSecrets(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    String adminToken() {
        return keep(adminTokenFile(), this::newToken);
    }

    Path adminTokenFile() {
        return directory.resolve("admin-token");
    }

    String keyset() {
        return keep(directory.resolve("keyset"), Keysets::generate);
    }

    private static String keep(Path file, Supplier<String> fresh) {
        try {
            OwnerOnly.directory(file.toAbsolutePath().getParent());
            Optional<String> kept = OwnerOnly.read(file);
            return kept.isPresent() ? kept.get() : writeAtomically(file, fresh.get());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file, e);
        }
    }

    /** A process killed while it writes must not leave half a secret behind. */
    private static String writeAtomically(Path file, String secret) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        OwnerOnly.write(half, secret);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
