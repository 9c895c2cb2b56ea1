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
import org.jboss.resteasy.reactive.RestQuery;

/** The application's page, which a portal opens in a frame for whichever of its users wants it. */
@Path("/bitrix24/app/{clientId}")
class AppResource {
    private final Opening opening;
    private final Sender sender;
    private final Clock clock;

    AppResource(Opening opening, Sender sender, Clock clock) {
        this.opening = opening;
        this.sender = sender;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> open(
            @RestPath String clientId,
            @RestQuery("DOMAIN") String domain,
            @RestQuery("PROTOCOL") String protocol,
            @RestQuery("LANG") String language,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers,
            byte[] body) {
        LifeCycleForm post = LifeCycleForm.of(clientId, body, clock);
        return opening.of(
                clientId,
                post.claimOfPage(domain, protocol, language),
                sender.of(connection, headers),
                Opening.Kind.APPLICATION);
    }
}
