package dev.dlrbridge.bitrix24;

import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes clients of authorisation servers that a test has started. */
@ApplicationScoped
public class OAuthClients {
    private final OAuthApi api;

    OAuthClients(@RestClient OAuthApi api) {
        this.api = api;
    }

    public OAuthClient at(URI tokenEndpoint) {
        BitrixConfig config = new FixedBitrixConfig(tokenEndpoint, true);
        return new OAuthClient(
                api,
                new AddressRule(config),
                new OAuthGuard(),
                config,
                Clock.systemUTC(),
                new Failures(new SimpleMeterRegistry()));
    }
}
