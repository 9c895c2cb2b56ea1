package dev.dlrbridge.launch;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import java.util.Map;

/** The sandbox that {@code quarkus:dev} runs beside the bridge, on a port of its own. */
final class DevelopmentSandbox implements AutoCloseable {
    private static final int PORT = 8081;

    private final Sandbox sandbox;

    private DevelopmentSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static DevelopmentSandbox start() {
        return new DevelopmentSandbox(Sandbox.start(SandboxOptions.defaults().withPort(PORT)));
    }

    /** What the bridge must know of it. */
    Map<String, String> properties() {
        return Map.of(
                "dlrbridge.bitrix24.oauth-url", sandbox.oauthUrl().toString(),
                "dlrbridge.demo.sandbox-url", sandbox.controlUrl().toString());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
