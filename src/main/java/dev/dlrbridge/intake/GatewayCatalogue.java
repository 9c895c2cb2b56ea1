package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Gateways;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The gateways that this bridge understands, read once. */
class GatewayCatalogue {

    /** At start, so that a wrong profile stops it rather than surprises the first gateway. */
    @Produces
    @Singleton
    @Startup
    Gateways gateways(GatewaysConfig config) {
        Gateways builtIn = Gateways.builtIn();
        return config.directory().map(builtIn::withDirectory).orElse(builtIn);
    }
}
