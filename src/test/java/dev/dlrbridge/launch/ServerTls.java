package dev.dlrbridge.launch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Which certificate a server shows; the connections that it has are ended, so that it shows it to all. */
final class ServerTls {
    private ServerTls() {}

    static void use(String url, String password, Path directory, String certificate) {
        change(
                url,
                password,
                "ALTER SYSTEM SET ssl_cert_file = '" + directory.resolve(certificate + ".crt") + "'",
                "ALTER SYSTEM SET ssl_key_file = '" + directory.resolve("server.key") + "'",
                "ALTER SYSTEM SET ssl = on");
    }

    static void none(String url, String password) {
        change(url, password, "ALTER SYSTEM SET ssl = off");
    }

    private static void change(String url, String password, String... settings) {
        try (Connection connection = DriverManager.getConnection(url + "?sslmode=prefer", "dlrbridge", password);
                Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            for (String step : List.of(
                    "SELECT pg_reload_conf()",
                    "SELECT pg_sleep(0.5)",
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
                statement.execute(step);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
