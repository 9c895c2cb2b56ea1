package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.journal.Messages;
import dev.dlrbridge.journal.Retries;
import dev.dlrbridge.search.MessageLives;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** One message's whole life. */
@Path(AdminPath.CONSOLE + "/applications/{clientId}/portals/{memberId}/messages/{messageId}")
@Guarded
class MessageResource {
    private final Messages messages;
    private final MessageLives lives;
    private final Retries retries;
    private final Lookup lookup;
    private final Pages pages;

    MessageResource(Messages messages, MessageLives lives, Retries retries, Lookup lookup, Pages pages) {
        this.messages = messages;
        this.lives = lives;
        this.retries = retries;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> get(
            @Context ContainerRequestContext request,
            @RestPath String clientId,
            @RestPath String memberId,
            @RestPath String messageId) {
        return lookup.portal(clientId, memberId)
                .chain(portal -> lives.find(portal, messageId))
                .map(Lookup::present)
                .chain(life -> pages.show(request, frame -> Templates.message(frame, life, TimelineEvent.of(life))));
    }

    @POST
    @Path("retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> retry(@RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.portal(clientId, memberId)
                .chain(portal -> messages.find(portal.id(), messageId)
                        .map(Lookup::present)
                        .chain(() -> retries.retry(portal.id(), portal.account(), messageId))
                        .map(retried -> retried
                                ? Pages.goTo(Addresses.message(portal.name(), messageId))
                                : Problem.NOTHING_TO_RETRY.response()));
    }
}
