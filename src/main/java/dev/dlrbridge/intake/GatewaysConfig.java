package dev.dlrbridge.intake;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's own gateways. */
@ConfigMapping(prefix = "dlrbridge.gateways")
public interface GatewaysConfig {
    /** Directory of profiles ({@code *.yaml}) that are added to those of the program or replace them; read at start. */
    Optional<Path> directory();
}
