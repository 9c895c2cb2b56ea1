package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.trace.Failures;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls portals; every fault of portal and network becomes an {@link Answer}. */
@ApplicationScoped
public class PortalClient {
    private static final TypeLiteral<Uni<Answer<JsonNode>>> ANSWER = new TypeLiteral<>() {};
    /**
     * A little over the portal's own limit of 60 seconds, so that its answer says what came of the call; under the 75 in
     * which a message is nobody else's.
     */
    public static final Duration LONGEST_UPDATE = Duration.ofSeconds(65);

    private static final Duration LONGEST_METHOD = Duration.ofSeconds(20);

    private final PortalApi api;
    private final AddressRule addresses;
    private final Guard updates;
    private final Guard methods;
    private final Failures.Place failures;

    @Inject
    PortalClient(@RestClient PortalApi api, AddressRule addresses, Failures failures) {
        this(api, addresses, LONGEST_UPDATE, failures);
    }

    PortalClient(PortalApi api, AddressRule addresses, Duration longestUpdate, Failures failures) {
        this.api = api;
        this.addresses = addresses;
        this.updates = within(longestUpdate, "portal-call");
        this.methods = within(LONGEST_METHOD, "portal-method");
        this.failures = failures.at("portal-client", PortalClient.class);
    }

    /** A time-out holds no state, so that one guard is right for all portals; breakers would be each portal's own. */
    private static Guard within(Duration time, String description) {
        return Guard.create()
                .withDescription(description)
                .withTimeout()
                .duration(time.toMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
    }

    /**
     * Tells a portal 1 to 50 messages' statuses in one request: one alone by a single call, more by a batch.
     *
     * <p>The call begins when the result is subscribed to. It fails only with {@link RefusedAddressException}.
     *
     * @throws IllegalArgumentException without updates, or with more than 50
     */
    public Uni<Answer<UpdateResults>> update(PortalAccess access, List<StatusUpdate> statuses) {
        if (statuses.isEmpty() || statuses.size() > BatchBody.MOST_COMMANDS) {
            throw new IllegalArgumentException("A call carries 1 to 50 updates");
        }
        List<StatusUpdate> commands = List.copyOf(statuses);
        String bearer = bearer(access);
        return commands.size() == 1
                ? call(
                        updates,
                        () -> api.updateStatus(endpoint(access), bearer, StatusUpdateBody.of(commands.get(0), access)),
                        PortalAnswer::single)
                : call(
                        updates,
                        () -> api.batch(endpoint(access), bearer, BatchBody.of(commands, access)),
                        answer -> PortalAnswer.batch(answer, commands.size()));
    }

    /**
     * Calls any method within 20 seconds, when the result is subscribed to; it answers with the method's {@code result},
     * and never fails. A portal that has seen no token is asked once more, with the token in the body.
     */
    public Uni<Answer<JsonNode>> call(PortalAccess access, String method, Map<String, ?> parameters) {
        Map<String, Object> body = new LinkedHashMap<>(parameters);
        if (access.tokenInBody()) {
            body.put("auth", access.accessToken());
        }
        return call(methods, () -> api.call(endpoint(access), bearer(access), method, body), PortalAnswer::method)
                .flatMap(answer -> answer.isRefused(ApiCode.NO_AUTH_FOUND) && !access.tokenInBody()
                        ? call(access.withTokenInBody(), method, parameters)
                        : Uni.createFrom().item(answer))
                .onFailure(RefusedAddressException.class)
                .recoverWithItem(new Answer.Failed<>(FailureKind.ADDRESS_REFUSED));
    }

    /** Whatever fails once the request has begun, our reading of its answer too, is a call that may have run. */
    private <T> Uni<Answer<T>> call(
            Guard guard, Supplier<Uni<Response>> request, Function<JsonNode, Answer<T>> reader) {
        return CallerContext.keep(Uni.createFrom()
                .deferred(() -> guard.get(() -> request.get().map(AnswerReader::read), ANSWER))
                .map(answer -> answer.flatMap(reader))
                .onFailure(fault -> !(fault instanceof RefusedAddressException))
                .recoverWithItem(this::failed));
    }

    private <T> Answer<T> failed(Throwable fault) {
        failures.note("A call to a portal brought no answer; it is made again, or its caller told", fault);
        return new Answer.Failed<>(Faults.kindOf(fault));
    }

    private static String bearer(PortalAccess access) {
        return "Bearer " + access.accessToken();
    }

    private String endpoint(PortalAccess access) {
        return addresses.requirePortal(access.clientEndpoint()).toString();
    }
}
