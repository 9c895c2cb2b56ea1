package dev.dlrbridge.tenant.install;

import dev.dlrbridge.net.AddressRange;
import dev.dlrbridge.net.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

/** Tells who counts as one sender: a network, since whoever has one address as a rule has its neighbours. */
@Singleton
class Sender {
    private static final String UNKNOWN = "unknown";

    private final ClientAddress addresses;

    Sender(ClientAddress addresses) {
        this.addresses = addresses;
    }

    String of(HttpServerRequest connection, HttpHeaders headers) {
        return addresses
                .of(connection.remoteAddress().hostAddress(), headers.getRequestHeaders())
                .flatMap(AddressRange::around)
                .map(AddressRange::toString)
                .orElse(UNKNOWN);
    }
}
