package dev.dlrbridge.system;

import static org.awaitility.Awaitility.await;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.tenant.secret.Keysets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database server of the operator's, always at the same address, that can be stopped, crashed and started. */
public final class OwnServer implements AutoCloseable {
    public static final String ADMIN_TOKEN = "system-test-administration-token-0123456789";

    private final Path directory;
    private final int port = FreePort.find();
    private EmbeddedPostgres server;

    public OwnServer(Path directory) {
        this.directory = directory;
    }

    public void start() {
        server = EmbeddedPostgres.start(directory, Workplace.POSTGRES_PROGRAMS, port);
    }

    /** In order: open transactions are rolled back. */
    void stop() {
        server.close();
        server = null;
    }

    /** As when the machine fails: what is not on disk is gone. */
    void crash() {
        server.crash();
        server = null;
    }

    /** By SIGKILL: its main process can do nothing any more, and the others notice. */
    void kill() {
        ProcessHandle main = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> children = main.children().toList();
        main.destroyForcibly();
        children.forEach(child -> await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive()));
        crash();
    }

    /** Of its main process. */
    public long pid() {
        return Long.parseLong(firstLine(directory.resolve("data/postmaster.pid")));
    }

    int port() {
        return port;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).get(0).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operator configures for it; the server must have been started once, since that makes its password. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "dlrbridge.database.url",
                "postgresql://127.0.0.1:" + port + "/dlrbridge",
                "dlrbridge.database.username",
                server.username(),
                "dlrbridge.database.password",
                server.password(),
                "dlrbridge.public-url",
                "https://bridge.example",
                "dlrbridge.admin.token",
                ADMIN_TOKEN,
                "dlrbridge.encryption.keyset",
                Keysets.generate()));
        return settings;
    }

    public void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql:" + server.address(), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row. */
    public long number(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql:" + server.address(), server.username(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
