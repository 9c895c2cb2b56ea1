package dev.dlrbridge.bitrix24;

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

    public OAuthClient(@RestClient OAuthApi api, AddressRule addresses, BitrixConfig config, Clock clock) {
        this.api = api;
        this.addresses = addresses;
        this.clock = clock;
        this.defaultAddress = config.oauthUrl();
        this.timeout = config.oauthTimeout();
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
                .recoverWithItem(OAuthClient::failed));
    }

    private Uni<RefreshResult> call(URI tokenEndpoint, ApplicationCredentials application, String refreshToken) {
        String address = addresses.requireAuthorisationServer(tokenEndpoint).toString();
        return api.token(address, "refresh_token", application.clientId(), application.clientSecret(), refreshToken)
                .map(answer ->
                        new OAuthAnswer(addresses, clock).read(answer.getStatus(), answer.readEntity(byte[].class)));
    }

    private static RefreshResult failed(Throwable fault) {
        FailureKind kind = Faults.kindOf(fault);
        return new RefreshResult.Failed(kind, Faults.mayHaveRun(kind));
    }
}
