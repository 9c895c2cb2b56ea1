package dev.dlrbridge.launch;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.database.Schema;
import dev.dlrbridge.tenant.secret.Keysets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A database with TLS, of whose certificate the service has the root; by the settings that an operator gives. */
public final class TlsDatabaseResource implements QuarkusTestResourceLifecycleManager {
    static final String CERTIFICATES = "test.tls.certificates";
    static final String OWNER = "test.tls.owner";

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "database-tls")
                    .toAbsolutePath();
            Certificates certificates = new Certificates(directory);
            Files.copy(certificates.authority("right"), directory.resolve("root.crt"));
            certificates.authority("other");
            certificates.key("server");
            certificates.certificate("server", "localhost", "right");
            certificates.certificate("server", "localhost", "other");
            certificates.certificate("server", "elsewhere.example", "right");
            server = EmbeddedPostgres.start(directory.resolve("postgres"), Path.of("target", "postgres"));
            String plain = "jdbc:postgresql:" + server.address();
            Schema.migrate(plain, server.username(), server.password());
            ServerTls.use(plain, server.password(), directory, "localhost-by-right");
            Map<String, String> properties = new HashMap<>(
                    DatabaseUrl.of(url(server.port(), directory, "root")).datasource());
            properties.putAll(Map.of(
                    "quarkus.datasource.username",
                    server.username(),
                    "quarkus.datasource.password",
                    server.password(),
                    "dlrbridge.public-url",
                    "https://bridge.example",
                    "dlrbridge.admin.token",
                    "test-administration-token-0123456789",
                    "dlrbridge.encryption.keyset",
                    Keysets.generate(),
                    CERTIFICATES,
                    directory.toString(),
                    OWNER,
                    plain));
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("no directory for the test database", e);
        }
    }

    static String url(int port, Path certificates, String root) {
        return "postgresql://localhost:" + port + "/dlrbridge?sslmode=verify-full&sslrootcert="
                + certificates.resolve(root + ".crt");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
