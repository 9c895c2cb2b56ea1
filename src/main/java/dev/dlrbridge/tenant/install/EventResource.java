package dev.dlrbridge.tenant.install;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Where portals and Bitrix24's queue post an application's events. */
@Path("/bitrix24/events/{clientId}")
class EventResource {
    private final LifeCycle lifeCycle;
    private final Sender sender;
    private final Clock clock;

    EventResource(LifeCycle lifeCycle, Sender sender, Clock clock) {
        this.lifeCycle = lifeCycle;
        this.sender = sender;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> receive(
            @RestPath String clientId,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers,
            byte[] body) {
        return lifeCycle
                .handle(clientId, LifeCycleForm.of(clientId, body, clock).event(), sender.of(connection, headers))
                .map(Outcome::response);
    }
}
