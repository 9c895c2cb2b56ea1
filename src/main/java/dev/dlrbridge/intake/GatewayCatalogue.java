package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Gateways;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The gateways that this bridge understands, read once. */
class GatewayCatalogue {

    @Produces
    @Singleton
    Gateways gateways() {
        return Gateways.builtIn();
    }
}
