package dev.dlrbridge.database;

import java.util.Arrays;
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
     * Holds Flyway's lock by the session, not by a transaction: an index that is built beside the work that goes on waits
     * for every transaction to end.
     */
    public static void configure(FluentConfiguration configuration) {
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }

    /**
     * Applies what is missing; several may do so at once. Blocks.
     *
     * @return how many steps were applied
     */
    public static int migrate(Flyway flyway) {
        if (hasFailedStep(flyway)) {
            // A step outside of transactions that was cut short, say by a restart: each of them may be done again.
            flyway.repair();
        }
        return flyway.migrate().migrationsExecuted;
    }

    /** The same for a database that no service is started for. */
    public static int migrate(String url, String username, String password) {
        FluentConfiguration configuration = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(url, username, password)
                .locations("classpath:" + MigrationFiles.DIRECTORY)
                .resourceProvider(new MigrationFiles(Schema.class.getClassLoader()));
        configure(configuration);
        return migrate(configuration.load());
    }

    /** Whether nothing is missing; blocks. */
    public static boolean isCurrent(Flyway flyway) {
        return flyway.info().pending().length == 0 && !hasFailedStep(flyway);
    }

    private static boolean hasFailedStep(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).anyMatch(step -> step.getState() == MigrationState.FAILED);
    }
}
