package dev.dlrbridge.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A PostgreSQL 18 server of the bridge's own: durable, on loopback only, with a generated SCRAM password, in a data
 * directory that nothing cleans. A server left behind by a killed bridge is stopped fast and started again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String USER = "dlrbridge";
    private static final String DATABASE = "dlrbridge";

    /** Durability is stated, not left to defaults: an accepted report must outlive any process. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "max_connections=100",
            "shared_buffers=256MB",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "log_line_prefix=%m [%p] ");

    private final Path data;
    private final Path log;
    private final FileChannel lockFile;
    private final ServerCommand command;
    private final String password;
    private final int port;

    private EmbeddedPostgres(Path directory, ServerCommand command, FileChannel lockFile, int port) throws IOException {
        this.data = directory.resolve("data");
        this.log = directory.resolve("postgres.log");
        this.lockFile = lockFile;
        this.command = command;
        this.password = password(directory.resolve("password"));
        this.port = port;
    }

    /**
     * Starts the server on a free port, making its data directory first when there is none.
     *
     * @param directory holds data, password and log; kept between starts
     * @param programs where the PostgreSQL programs are unpacked; may be shared by several directories
     * @throws EmbeddedPostgresException when another bridge uses the directory, or the server does not start
     */
    public static EmbeddedPostgres start(Path directory, Path programs) {
        return start(directory, programs, freePort());
    }

    /** As {@link #start(Path, Path)}, on a given port, for whoever must find the server again after a restart. */
    public static EmbeddedPostgres start(Path directory, Path programs, int port) {
        try {
            // First, since the other lies below it as a rule.
            Path installed = PostgresPrograms.unpack(OwnerOnly.directory(programs));
            Path home = OwnerOnly.directory(directory);
            FileChannel lock = lock(home.resolve("lock"));
            var server = new EmbeddedPostgres(home, new ServerCommand(installed.resolve("bin")), lock, port);
            server.boot(home);
            return server;
        } catch (IOException e) {
            throw new EmbeddedPostgresException("cannot use the directory " + directory, e);
        }
    }

    /** Host, port and database without the scheme's prefix, as both drivers want it after theirs. */
    public String address() {
        return "//127.0.0.1:" + port + "/" + DATABASE;
    }

    public int port() {
        return port;
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the server the fast way: open transactions are rolled back, committed ones are on disk. */
    @Override
    public void close() {
        stop("fast");
        unlock();
    }

    /** Kills the server, if it lives, as a crash would ({@code pg_ctl stop -m immediate}); for tests of recovery. */
    public void crash() {
        command.tryRun("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate", "-w", "-t", "60");
        unlock();
    }

    private void boot(Path home) throws IOException {
        OwnerOnly.directory(data);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            PostgresPrograms.deleteTree(data); // what a killed initdb left
            initialise(home);
        }
        if (Files.exists(data.resolve("postmaster.pid"))) {
            command.tryRun("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "60");
        }
        command.run("pg_ctl", "start", "-D", data.toString(), "-l", log.toString(), "-w", "-t", "60", "-o", options());
        createDatabase();
    }

    private void initialise(Path home) throws IOException {
        Path fresh = home.resolve("data.new");
        if (Files.exists(fresh)) {
            PostgresPrograms.deleteTree(fresh);
        }
        command.run(
                "initdb",
                "-D",
                fresh.toString(),
                "-U",
                USER,
                "--auth=scram-sha-256",
                "--pwfile=" + home.resolve("password"),
                "--encoding=UTF8",
                "--no-locale");
        Files.move(fresh, data);
    }

    private String options() {
        List<String> words = new ArrayList<>(List.of("-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            words.add("-c");
            words.add("'" + setting + "'");
        }
        return String.join(" ", words);
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("the embedded PostgreSQL does not answer; see " + log, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        var login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, login);
    }

    private void stop(String mode) {
        command.run("pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-w", "-t", "60");
    }

    private void unlock() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("cannot release the lock of " + data, e);
        }
    }

    /** The operating system drops the lock with the process, so that a killed bridge does not bar the next one. */
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = OwnerOnly.open(file);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // the same process holds it: reported below like any other holder
        }
        channel.close();
        throw new EmbeddedPostgresException("another bridge uses the database directory " + file.getParent());
    }

    private static String password(Path file) throws IOException {
        Optional<String> kept = OwnerOnly.read(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        OwnerOnly.write(file, password);
        return password;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("no free port on loopback", e);
        }
    }
}
