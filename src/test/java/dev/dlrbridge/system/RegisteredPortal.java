package dev.dlrbridge.system;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A portal of the sandbox that the bridge knows, with the address that kannel calls for it. */
record RegisteredPortal(Portal portal, URI callback) {
    /** Portals with the ordinary request limit, each at an address of its own. */
    static List<RegisteredPortal> register(int number, Sandbox sandbox, AdminClient admin) {
        return register(number, sandbox, admin, UnaryOperator.identity());
    }

    /** The same with other settings. */
    static List<RegisteredPortal> register(
            int number, Sandbox sandbox, AdminClient admin, UnaryOperator<PortalSettingsBuilder> settings) {
        return IntStream.range(0, number)
                .mapToObj(i -> PortalSettingsBuilder.portal("portal" + i).address("127.0.1." + (i + 1)))
                .map(settings)
                .map(builder -> sandbox.createPortal(builder.build()))
                .map(portal -> new RegisteredPortal(portal, admin.register(portal)))
                .toList();
    }
}
