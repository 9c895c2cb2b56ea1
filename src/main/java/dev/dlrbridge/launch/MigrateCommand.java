package dev.dlrbridge.launch;

import dev.dlrbridge.database.Schema;
import dev.dlrbridge.database.ServiceRole;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema of the configured database up to this version, and ends: a job before the service. */
public final class MigrateCommand {
    /**
     * SQLSTATEs of a server that cannot be reached, and of one that is starting: <a
     * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>.
     */
    private static final Set<String> AWAY = Set.of("08001", "57P03");

    private MigrateCommand() {}

    /** @return the process's exit status: 0 when the schema is of this version, or ahead of it */
    public static int run(PrintStream out, PrintStream errors) {
        return run(StartConfig.read(), out, errors);
    }

    static int run(Config config, PrintStream out, PrintStream errors) {
        try {
            BridgeSettings settings = BridgeSettings.ofDatabase(config);
            migrate(settings, out);
            return 0;
        } catch (InvalidSettingsException invalid) {
            errors.println(invalid.getMessage());
        } catch (FlywayException failure) {
            errors.println("The schema is not up to date: " + failure.getMessage());
        } catch (SQLException failure) {
            errors.println("The service's role has not got its rights: " + failure.getMessage());
        }
        return 1;
    }

    private static void migrate(BridgeSettings settings, PrintStream out) throws SQLException {
        Map<String, String> datasource = settings.forServer();
        Optional<String> serviceRole = settings.serviceRole();
        String url = datasource.get("quarkus.datasource.jdbc.url");
        String username = datasource.get("quarkus.datasource.username");
        String password = datasource.get("quarkus.datasource.password");
        out.printf(
                "The schema is up to date: %d steps applied%n", migrated(url, username, password, settings.patience()));
        if (serviceRole.isPresent()) {
            ServiceRole.permit(url, username, password, serviceRole.get());
            out.printf("The role %s can work with it%n", serviceRole.get());
        }
    }

    private static int migrated(String url, String username, String password, Duration patience) {
        Instant latest = Instant.now().plus(patience);
        while (true) {
            try {
                return Schema.migrate(url, username, password);
            } catch (FlywayException failure) {
                if (!isAway(failure) || Instant.now().isAfter(latest) || !pause()) {
                    throw failure;
                }
            }
        }
    }

    /** What it refuses, and a certificate that does not fit, would be the same a second later. */
    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException answer && answer.getSQLState() != null) {
                return AWAY.contains(answer.getSQLState());
            }
        }
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(1000);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
