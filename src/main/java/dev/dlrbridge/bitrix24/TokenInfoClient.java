package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.TokenInfoResult.Failed;
import dev.dlrbridge.bitrix24.TokenInfoResult.Known;
import dev.dlrbridge.bitrix24.TokenInfoResult.Refused;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks the authorisation server, and nobody else, whose an access token is. */
@ApplicationScoped
public class TokenInfoClient {
    private final OAuthApi api;
    private final AddressRule addresses;
    private final Duration timeout;
    private final Failures.Place failures;
    private final URI defaultServer;

    TokenInfoClient(@RestClient OAuthApi api, AddressRule addresses, BitrixConfig config, Failures failures) {
        this.api = api;
        this.addresses = addresses;
        this.timeout = config.oauthTimeout();
        this.failures = failures.at("token-info-client", TokenInfoClient.class);
        this.defaultServer = config.oauthUrl().resolve("/rest/");
    }

    /** The configured authorisation server's {@code server_endpoint}. */
    public URI defaultServer() {
        return defaultServer;
    }

    /**
     * Asks once, when the result is subscribed to. It fails only with {@link RefusedAddressException}, before anything is
     * sent.
     *
     * @param serverEndpoint such as {@code https://oauth.bitrix24.tech/rest/}; its host must be a known one
     */
    public Uni<TokenInfoResult> ask(URI serverEndpoint, String accessToken) {
        return CallerContext.keep(Uni.createFrom()
                .deferred(() -> api.tokenInfo(address(serverEndpoint), accessToken))
                .map(this::read)
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(fault -> !(fault instanceof RefusedAddressException))
                .recoverWithItem(this::failed));
    }

    private TokenInfoResult failed(Throwable fault) {
        failures.note("Nobody said whose an access token is; it is asked again", fault);
        return new Failed(Faults.kindOf(fault));
    }

    private String address(URI serverEndpoint) {
        return addresses
                .requireAuthorisationServer(serverEndpoint)
                .resolve("/rest/app.info")
                .toString();
    }

    private TokenInfoResult read(Response response) {
        return read(response.getStatus(), response.readEntity(byte[].class));
    }

    TokenInfoResult read(int status, byte[] body) {
        return PhpJson.object(body)
                .map(answer -> PhpJson.error(answer, status)
                        .<TokenInfoResult>map(error -> new Refused(error.code()))
                        .orElseGet(() -> known(answer.path("result"))))
                .orElseGet(() -> new Failed(status / 100 == 5 ? FailureKind.SERVER_ERROR : FailureKind.NOT_JSON));
    }

    private TokenInfoResult known(JsonNode result) {
        JsonNode install = result.path("install");
        String clientId = PhpJson.text(result, "client_id").orElse("");
        String memberId = PhpJson.text(install, "member_id").orElse("");
        String endpoint = PhpJson.text(install, "client_endpoint").orElse("");
        if (clientId.isEmpty() || memberId.isEmpty() || endpoint.isEmpty()) {
            return new Failed(FailureKind.UNEXPECTED);
        }
        try {
            return new Known(new TokenInfo(clientId, memberId, addresses.requirePortal(URI.create(endpoint))));
        } catch (IllegalArgumentException | RefusedAddressException notToBeCalled) {
            return new Failed(FailureKind.ADDRESS_REFUSED);
        }
    }
}
