package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Gateways;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The gateways that this bridge understands, read once. */
class GatewayCatalogue {
    private static final Logger LOG = Logger.getLogger(GatewayCatalogue.class);

    /** At start, so that a wrong profile stops it rather than surprises the first gateway, and no event loop reads one. */
    @Produces
    @Singleton
    @Startup
    Gateways gateways(GatewaysConfig config) {
        long start = System.nanoTime();
        Gateways builtIn = Gateways.builtIn();
        Gateways gateways = config.directory().map(builtIn::withDirectory).orElse(builtIn);
        LOG.infof(
                "%d gateways are known, read in %d ms",
                gateways.names().size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return gateways;
    }
}
