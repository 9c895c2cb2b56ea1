package dev.dlrbridge.launch;

import dev.dlrbridge.database.Schema;
import dev.dlrbridge.database.ServiceRole;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema of the configured database up to this version, and ends: a job before the service. */
public final class MigrateCommand {
    private MigrateCommand() {}

    /** @return the process's exit status: 0 when the schema is of this version, or ahead of it */
    public static int run(PrintStream out, PrintStream errors) {
        return run(StartConfig.read(), out, errors);
    }

    static int run(Config config, PrintStream out, PrintStream errors) {
        try {
            BridgeSettings settings = BridgeSettings.ofDatabase(config);
            migrate(settings.forServer(), settings.serviceRole(), out);
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

    private static void migrate(Map<String, String> datasource, Optional<String> serviceRole, PrintStream out)
            throws SQLException {
        String url = datasource.get("quarkus.datasource.jdbc.url");
        String username = datasource.get("quarkus.datasource.username");
        String password = datasource.get("quarkus.datasource.password");
        out.printf("The schema is up to date: %d steps applied%n", Schema.migrate(url, username, password));
        if (serviceRole.isPresent()) {
            ServiceRole.permit(url, username, password, serviceRole.get());
            out.printf("The role %s can work with it%n", serviceRole.get());
        }
    }
}
