package dev.dlrbridge.intake;

import dev.dlrbridge.intake.vendor.VendorSite;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The hosts of gateways, which tests must not call: what lies at which address, and what was asked for. */
public final class VendorHosts extends VendorSite {
    private final Map<URI, byte[]> contents;
    private final List<URI> asked = new CopyOnWriteArrayList<>();

    private VendorHosts(Vertx vertx, Map<URI, byte[]> contents) {
        super(vertx);
        this.contents = contents;
    }

    /** In place of the real ones for the rest of the test class, or of the test. */
    public static VendorHosts install(Map<URI, byte[]> contents) {
        VendorHosts hosts =
                new VendorHosts(Arc.container().instance(Vertx.class).get(), contents);
        QuarkusMock.installMockForType(hosts, VendorSite.class);
        return hosts;
    }

    /** Every address that was asked for, in turn. */
    public List<URI> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Uni<byte[]> get(URI address, UUID channel) {
        asked.add(address);
        byte[] content = contents.get(address);
        return content == null
                ? Uni.createFrom().failure(new IllegalStateException("nothing there"))
                : Uni.createFrom().item(content);
    }
}
