package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.MethodResult.Failed;
import dev.dlrbridge.bitrix24.MethodResult.Refused;
import dev.dlrbridge.bitrix24.MethodResult.Returned;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls a portal's methods, one request each; every fault of portal and network becomes a {@link MethodResult}. */
@ApplicationScoped
public class PortalMethods {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    private final MethodApi api;
    private final AddressRule addresses;
    private final Failures.Place failures;

    PortalMethods(@RestClient MethodApi api, AddressRule addresses, Failures failures) {
        this.api = api;
        this.addresses = addresses;
        this.failures = failures.at("portal-methods", PortalMethods.class);
    }

    /** Calls within 20 seconds, when the result is subscribed to; it never fails. */
    public Uni<MethodResult> call(PortalAccess access, String method, Map<String, ?> parameters) {
        return CallerContext.keep(Uni.createFrom()
                .deferred(() -> api.call(endpoint(access), "Bearer " + access.accessToken(), method, parameters))
                .map(PortalMethods::read)
                .ifNoItem()
                .after(LONGEST_CALL)
                .fail()
                .onFailure()
                .recoverWithItem(this::failed));
    }

    private MethodResult failed(Throwable fault) {
        failures.note("A portal's method was called without an answer", fault);
        return new Failed(Faults.kindOf(fault));
    }

    private String endpoint(PortalAccess access) {
        return addresses.requirePortal(access.clientEndpoint()).toString();
    }

    private static MethodResult read(Response response) {
        return read(response.getStatus(), response.readEntity(byte[].class));
    }

    static MethodResult read(int status, byte[] body) {
        if (status / 100 == 3) {
            return new Failed(FailureKind.REDIRECT);
        }
        return PhpJson.object(body)
                .map(answer -> PhpJson.error(answer, status)
                        .<MethodResult>map(Refused::new)
                        .orElseGet(() -> returned(status, answer)))
                .orElseGet(() -> new Failed(status / 100 == 5 ? FailureKind.SERVER_ERROR : FailureKind.NOT_JSON));
    }

    private static MethodResult returned(int status, JsonNode answer) {
        return status / 100 == 2 && answer.has("result")
                ? new Returned(answer.path("result"))
                : new Failed(status / 100 == 5 ? FailureKind.SERVER_ERROR : FailureKind.UNEXPECTED);
    }
}
