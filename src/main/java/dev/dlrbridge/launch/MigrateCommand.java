package dev.dlrbridge.launch;

import dev.dlrbridge.database.Schema;
import java.io.PrintStream;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema of the configured database up to this version, and ends: a job before the service. */
public final class MigrateCommand {
    private MigrateCommand() {}

    /** @return the process's exit status: 0 when the schema is of this version, or ahead of it */
    public static int run(PrintStream out, PrintStream errors) {
        return run(ConfigProvider.getConfig(), out, errors);
    }

    static int run(Config config, PrintStream out, PrintStream errors) {
        try {
            Map<String, String> datasource = BridgeSettings.ofDatabase(config).forServer();
            int steps = Schema.migrate(
                    datasource.get("quarkus.datasource.jdbc.url"),
                    datasource.get("quarkus.datasource.username"),
                    datasource.get("quarkus.datasource.password"));
            out.printf("The schema is up to date: %d steps applied%n", steps);
            return 0;
        } catch (InvalidSettingsException invalid) {
            errors.println(invalid.getMessage());
        } catch (FlywayException failure) {
            errors.println("The schema is not up to date: " + failure.getMessage());
        }
        return 1;
    }
}
