package dev.dlrbridge.testing;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.util.Map;

/** Starts one sandbox in this process as authorisation server and portals of all Quarkus tests. */
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {
    private static volatile Sandbox sandbox;

    /** The running sandbox; portals of other tests may live in it. */
    public static Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        return Map.of(
                "dlrbridge.bitrix24.oauth-url",
                sandbox.oauthUrl().toString(),
                "dlrbridge.portal-page.bx24-script",
                sandbox.oauthUrl().resolve("/api/v1/").toString());
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
