package dev.dlrbridge.testing;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.database.Schema;
import dev.dlrbridge.database.ServiceRole;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.tenant.secret.Keysets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Does for tests what the entry point does for the service: starts a database, says where it is, makes a keyset. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {
    public static final String PUBLIC_URL = "https://bridge.example";
    public static final String ADMIN_TOKEN = "test-administration-token-0123456789";

    public static final String OPERATOR_TOKEN = "test-operator-token-0123456789012345";
    public static final String VIEWER_TOKEN = "test-viewer-token-012345678901234567";

    private static final String SERVICE_ROLE = "service";

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "database");
            server = EmbeddedPostgres.start(directory, Path.of("target", "postgres"));
            String url = "jdbc:postgresql:" + server.address();
            Schema.migrate(url, server.username(), server.password());
            createServiceRole(url);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("no directory for the test database", e);
        }
        Map<String, String> properties = new HashMap<>(Map.of(
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
                SERVICE_ROLE,
                "quarkus.datasource.password",
                server.password(),
                Owner.URL,
                "postgresql://" + server.username() + ":" + server.password() + "@"
                        + server.address().substring(2)));
        properties.putAll(Map.of(
                "dlrbridge.admin.tokens.operator.sha256",
                sha256(OPERATOR_TOKEN),
                "dlrbridge.admin.tokens.operator.role",
                "operator",
                "dlrbridge.admin.tokens.viewer.sha256",
                sha256(VIEWER_TOKEN),
                "dlrbridge.admin.tokens.viewer.role",
                "viewer"));
        return properties;
    }

    /** Every test shows that the service does without the right to change the schema. */
    private void createServiceRole(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url, server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(SERVICE_ROLE, server.password()));
        }
        ServiceRole.permit(url, server.username(), server.password(), SERVICE_ROLE);
    }

    private static String sha256(String token) {
        return HexFormat.of().formatHex(Digests.digest("SHA-256", token.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
