package dev.dlrbridge.demo;

import dev.dlrbridge.system.FreePort;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The database of tests, with ports that nobody has in place of those of development. */
public final class DevelopmentResource implements QuarkusTestResourceLifecycleManager {
    private final DatabaseResource database = new DatabaseResource();

    @Override
    public Map<String, String> start() {
        int outside = FreePort.find();
        String sandbox = "http://127.0.0.1:" + FreePort.find();
        Map<String, String> properties = new HashMap<>(database.start());
        properties.putAll(Map.of(
                "quarkus.http.test-port",
                Integer.toString(outside),
                "dlrbridge.public-url",
                "http://127.0.0.1:" + outside,
                "dlrbridge.admin.port",
                "0",
                "dlrbridge.database.embedded.directory",
                "target/demo-" + outside,
                "dlrbridge.bitrix24.oauth-url",
                sandbox + "/oauth/token/",
                "dlrbridge.portal-page.bx24-script",
                sandbox + "/api/v1/"));
        return properties;
    }

    @Override
    public void stop() {
        database.stop();
    }
}
