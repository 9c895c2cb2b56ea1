package dev.dlrbridge.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The embedded database of a bridge, seen from outside: its process, and its tables by JDBC. */
final class EmbeddedData implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;

    /** @param directory {@code dlrbridge.database.embedded.directory} */
    EmbeddedData(Path directory) {
        this.directory = directory.resolve("postgres");
    }

    /** The server's main process, when it lives. */
    Optional<ProcessHandle> server() {
        Path pidFile = directory.resolve("data").resolve("postmaster.pid");
        return Files.exists(pidFile)
                ? ProcessHandle.of(Long.parseLong(lines(pidFile).get(0).strip()))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                : Optional.empty();
    }

    /** What the server has written, without the last line feed. */
    String log() {
        return String.join("\n", lines(directory.resolve("postgres.log")));
    }

    Connection connect() throws SQLException {
        String port = lines(directory.resolve("data").resolve("postmaster.pid"))
                .get(3)
                .strip();
        String password = lines(directory.resolve("password")).get(0).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/dlrbridge", "dlrbridge", password);
    }

    /** Until the server has noticed the death of its callers, and finished or rolled back what they had begun. */
    void awaitNoCallers() {
        await().atMost(PATIENCE).until(this::callers, callers -> callers == 0);
    }

    /** Callers whose statement waits for a lock of someone else. */
    long waitingForALock() {
        return count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    long count(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the number of rows changed */
    int update(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server when a killed bridge has left it behind. */
    @Override
    public void close() {
        server().ifPresent(process -> {
            List<ProcessHandle> children = process.children().toList();
            process.destroyForcibly();
            children.forEach(child -> await().atMost(PATIENCE).until(() -> !child.isAlive()));
        });
    }

    private long callers() {
        return count("SELECT count(*) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
