package dev.dlrbridge.bitrix24;

import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Renews token pairs; every fault of server and network becomes a {@link RefreshResult}. */
@ApplicationScoped
public class OAuthClient {
    private final OAuthApi api;
    private final AddressRule addresses;
    private final Clock clock;
    private final URI defaultAddress;
    private final Duration timeout;
    private final Failures.Place failures;

    public OAuthClient(
            @RestClient OAuthApi api, AddressRule addresses, BitrixConfig config, Clock clock, Failures failures) {
        this.api = api;
        this.addresses = addresses;
        this.clock = clock;
        this.defaultAddress = config.oauthUrl();
        this.timeout = config.oauthTimeout();
        this.failures = failures.at("oauth-client", OAuthClient.class);
    }

    /** Renews at the configured authorisation server. */
    public Uni<RefreshResult> refresh(ApplicationCredentials application, String refreshToken) {
        return refresh(defaultAddress, application, refreshToken);
    }

    /**
     * Renews at the given token endpoint, once, when the result is subscribed to.
     *
     * <p>It fails only with {@link RefusedAddressException}, before anything is sent.
     */
    public Uni<RefreshResult> refresh(URI tokenEndpoint, ApplicationCredentials application, String refreshToken) {
        return CallerContext.keep(Uni.createFrom()
                .deferred(() -> call(tokenEndpoint, application, refreshToken))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(fault -> !(fault instanceof RefusedAddressException))
                .recoverWithItem(this::failed));
    }

    private Uni<RefreshResult> call(URI tokenEndpoint, ApplicationCredentials application, String refreshToken) {
        String address = addresses.requireAuthorisationServer(tokenEndpoint).toString();
        return api.token(address, "refresh_token", application.clientId(), application.clientSecret(), refreshToken)
                .map(answer ->
                        new OAuthAnswer(addresses, clock).read(answer.getStatus(), answer.readEntity(byte[].class)));
    }

    private RefreshResult failed(Throwable fault) {
        failures.note("A refresh of tokens brought no answer; it is repeated", fault);
        FailureKind kind = Faults.kindOf(fault);
        return new RefreshResult.Failed(kind, Faults.mayHaveRun(kind));
    }
}
