package dev.dlrbridge.handler;

import dev.dlrbridge.net.PostedForm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/**
 * HANDLER of the senders whose messages the bridge takes: Bitrix24's queue posts each of them here, once as a rule, and never
 * again, whatever it is answered.
 */
@Path("/bitrix24/messages/{clientId}/{handlerKey}")
class MessageResource {
    private final Requests requests;

    MessageResource(Requests requests) {
        this.requests = requests;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> request(@RestPath String clientId, @RestPath String handlerKey, byte[] body) {
        return requests.take(clientId, handlerKey, MessagePost.of(PostedForm.of(body)))
                .map(PostOutcome::response);
    }
}
