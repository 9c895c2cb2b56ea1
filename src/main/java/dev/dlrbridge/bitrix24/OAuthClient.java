package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks the authorisation server; every fault of server and network becomes an {@link Answer}. Each question is asked
 * once, when the result is subscribed to, and fails only with {@link RefusedAddressException}, before anything is sent.
 */
@ApplicationScoped
public class OAuthClient {
    private final OAuthApi api;
    private final AddressRule addresses;
    private final OAuthGuard guard;
    private final OAuthAnswer reader;
    private final URI tokenEndpoint;
    private final Failures.Place failures;

    public OAuthClient(
            @RestClient OAuthApi api,
            AddressRule addresses,
            OAuthGuard guard,
            BitrixConfig config,
            Clock clock,
            Failures failures) {
        this.api = api;
        this.addresses = addresses;
        this.guard = guard;
        this.reader = new OAuthAnswer(addresses, clock);
        this.tokenEndpoint = config.oauthUrl();
        this.failures = failures.at("oauth-client", OAuthClient.class);
    }

    /** The configured authorisation server's {@code server_endpoint}. */
    public URI defaultServer() {
        return tokenEndpoint.resolve("/rest/");
    }

    /** Renews a token pair at the configured authorisation server. */
    public Uni<Answer<RenewedTokens>> refresh(ApplicationCredentials application, String refreshToken) {
        return refresh(tokenEndpoint, application, refreshToken);
    }

    /** Renews a token pair at the given token endpoint. */
    public Uni<Answer<RenewedTokens>> refresh(URI endpoint, ApplicationCredentials application, String refreshToken) {
        return ask(
                () -> api.token(
                        address(endpoint),
                        "refresh_token",
                        application.clientId(),
                        application.clientSecret(),
                        refreshToken),
                reader::renewed);
    }

    /**
     * Asks whose an access token is.
     *
     * @param serverEndpoint such as {@code https://oauth.bitrix24.tech/rest/}; its host must be a known one
     */
    public Uni<Answer<TokenInfo>> tokenInfo(URI serverEndpoint, String accessToken) {
        return ask(
                () -> api.tokenInfo(address(serverEndpoint.resolve("/rest/app.info")), accessToken), reader::tokenInfo);
    }

    /** Whatever fails once the request has begun, our reading of its answer too, is a question that may have been heard. */
    private <T> Uni<Answer<T>> ask(Supplier<Uni<Response>> request, Function<JsonNode, Answer<T>> reading) {
        return CallerContext.keep(Uni.createFrom()
                .deferred(() -> guard.ask(request))
                .onFailure(OAuthGuard.UnwellException.class)
                .recoverWithItem(unwell -> ((OAuthGuard.UnwellException) unwell).answer())
                .map(answer -> answer.flatMap(reading))
                .onFailure(fault -> !(fault instanceof RefusedAddressException))
                .recoverWithItem(this::failed));
    }

    private <T> Answer<T> failed(Throwable fault) {
        failures.note("The authorisation server was asked without an answer; it is asked again", fault);
        return new Answer.Failed<>(Faults.kindOf(fault));
    }

    private String address(URI address) {
        return addresses.requireAuthorisationServer(address).toString();
    }
}
