package dev.dlrbridge.database;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * The schema, and its way to this version: forward only, by steps that the version before can live with. A database that
 * is ahead of this version is taken as it is.
 */
public final class Schema {
    private Schema() {}

    /**
     * Applies what is missing; several may do so at once. Blocks.
     *
     * @return how many steps were applied
     */
    public static int migrate(DataSource database) {
        return migrate(steps().dataSource(database));
    }

    /** Applies what is missing in a database that no service is started for; how many steps that were. Blocks. */
    public static int migrate(String url, String username, String password) {
        return migrate(steps().dataSource(url, username, password));
    }

    private static FluentConfiguration steps() {
        ClassLoader classLoader = Schema.class.getClassLoader();
        FluentConfiguration configuration = Flyway.configure(classLoader)
                .locations("classpath:" + MigrationFiles.DIRECTORY)
                .resourceProvider(new MigrationFiles(classLoader));
        // The lock is the session's, not a transaction's: an index that is built beside the work that goes on waits for
        // every transaction to end.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }

    private static int migrate(FluentConfiguration configuration) {
        Flyway flyway = configuration.load();
        if (hasFailedStep(flyway)) {
            // A step outside of transactions that was cut short, say by a restart: each of them may be done again.
            flyway.repair();
        }
        return flyway.migrate().migrationsExecuted;
    }

    private static boolean hasFailedStep(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).anyMatch(step -> step.getState() == MigrationState.FAILED);
    }
}
