package dev.dlrbridge.bitrix24;

import dev.dlrbridge.trace.Failures;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Tells a portal its messages' statuses; every fault of portal and network becomes a {@link CallResult}. */
@ApplicationScoped
public class PortalClient {
    private static final TypeLiteral<Uni<CallResult>> CALL = new TypeLiteral<>() {};

    private final PortalApi api;
    private final AddressRule addresses;
    private final Duration callTimeout;
    private final Failures.Place failures;

    public PortalClient(@RestClient PortalApi api, AddressRule addresses, BitrixConfig config, Failures failures) {
        this.api = api;
        this.addresses = addresses;
        this.callTimeout = config.callTimeout();
        this.failures = failures.at("portal-client", PortalClient.class);
    }

    /** Times out calls; each lane has its own, and all have one description, since metrics are kept for each. */
    public Guard guard() {
        return Guard.create()
                .withDescription("portal-call")
                .withTimeout()
                .duration(callTimeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /**
     * Sends 1 to 50 updates in one request: one alone as a single call, more as a batch.
     *
     * <p>The call begins when the result is subscribed to. It fails only with {@link RefusedAddressException}.
     *
     * @param guard made by {@link #guard}, of the lane
     * @throws IllegalArgumentException without updates, or with more than 50
     */
    public Uni<CallResult> update(Guard guard, PortalAccess access, List<StatusUpdate> updates) {
        if (updates.isEmpty() || updates.size() > BatchBody.MOST_COMMANDS) {
            throw new IllegalArgumentException("A call carries 1 to 50 updates");
        }
        List<StatusUpdate> commands = List.copyOf(updates);
        return CallerContext.keep(Uni.createFrom()
                .deferred(() ->
                        guard.get(() -> call(endpoint(access), "Bearer " + access.accessToken(), commands), CALL))
                .onFailure(fault -> !(fault instanceof RefusedAddressException))
                .recoverWithItem(this::failed));
    }

    private Uni<CallResult> call(String endpoint, String bearer, List<StatusUpdate> updates) {
        return updates.size() == 1
                ? single(api.updateStatus(endpoint, bearer, StatusUpdateBody.of(updates.get(0))))
                : batch(api.batch(endpoint, bearer, BatchBody.of(updates)), updates.size());
    }

    private static Uni<CallResult> single(Uni<Response> response) {
        return response.map(answer -> PortalAnswer.ofSingle(answer.getStatus(), answer.readEntity(byte[].class)));
    }

    private static Uni<CallResult> batch(Uni<Response> response, int commands) {
        return response.map(
                answer -> PortalAnswer.ofBatch(answer.getStatus(), answer.readEntity(byte[].class), commands));
    }

    private String endpoint(PortalAccess access) {
        return addresses.requirePortal(access.clientEndpoint()).toString();
    }

    private CallResult failed(Throwable fault) {
        failures.note("A call to a portal brought no answer; it is repeated", fault);
        FailureKind kind = Faults.kindOf(fault);
        return new CallResult.Failed(kind, Faults.mayHaveRun(kind));
    }
}
