package dev.dlrbridge.operations;

import dev.dlrbridge.database.Schema;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The service migrates as the command does. */
@Singleton
class FlywayLock implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        Schema.configure(configuration);
    }
}
