package dev.dlrbridge.testing;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.tenant.Keysets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Does for tests what the entry point does for the service: starts a database, says where it is, makes a keyset. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {
    public static final String PUBLIC_URL = "https://bridge.example";
    public static final String ADMIN_TOKEN = "test-administration-token-0123456789";

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "database");
            server = EmbeddedPostgres.start(directory, Path.of("target", "postgres"));
        } catch (IOException e) {
            throw new IllegalStateException("no directory for the test database", e);
        }
        return Map.of(
                "dlrbridge.public-url",
                PUBLIC_URL,
                "dlrbridge.admin.token",
                ADMIN_TOKEN,
                "dlrbridge.encryption.keyset",
                Keysets.generate(),
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql:" + server.address(),
                "quarkus.datasource.reactive.url",
                "postgresql:" + server.address(),
                "quarkus.datasource.username",
                server.username(),
                "quarkus.datasource.password",
                server.password());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
