package dev.dlrbridge.launch;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import org.eclipse.microprofile.config.Config;

/**
 * The configuration before the service begins, from the same places as the service's: system properties, the
 * environment, {@code .env}, {@code config/application.properties}, and what {@code quarkus.config.locations} names.
 */
final class StartConfig {
    private StartConfig() {}

    /**
     * Read anew, since the one that {@code ConfigProvider} has before Quarkus begins was made, in a native executable, on
     * the machine that built it.
     */
    static Config read() {
        return ConfigUtils.emptyConfigBuilder()
                .withSources(new PropertiesLocationConfigSourceFactory())
                .build();
    }
}
