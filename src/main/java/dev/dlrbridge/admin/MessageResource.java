package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.journal.Message;
import dev.dlrbridge.journal.Messages;
import dev.dlrbridge.journal.Retries;
import dev.dlrbridge.search.MessageLife;
import dev.dlrbridge.search.MessageLives;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What became of a portal's messages. */
@Path("/api/v1/applications/{clientId}/portals/{memberId}/messages")
class MessageResource {
    private final Messages messages;
    private final MessageLives lives;
    private final Retries retries;
    private final PortalLookup lookup;

    MessageResource(Messages messages, MessageLives lives, Retries retries, PortalLookup lookup) {
        this.messages = messages;
        this.lives = lives;
        this.retries = retries;
        this.lookup = lookup;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List a portal's messages by their ids")
    public Uni<Page<Message>> list(
            @RestPath String clientId,
            @RestPath String memberId,
            @RestQuery @Pattern(regexp = "pending|forwarded|rejected|expired") String state,
            @Valid @BeanParam PageRequest page) {
        String known = page.key();
        return lookup.require(clientId, memberId)
                .chain(portal -> messages.list(portal.id(), state, known, page.items()))
                .map(found -> page.of(found, Message::messageId));
    }

    @POST
    @Path("{messageId}/retry")
    @RolesAllowed("operator")
    @Operation(summary = "Send a message that was given up on its way again")
    public Uni<Response> retry(@RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> messages.find(portal.id(), messageId)
                        .map(found -> PortalLookup.present(found, "message"))
                        .chain(() -> retries.retry(portal.id(), portal.account(), messageId)))
                .map(retried -> retried ? Response.noContent().build() : Problem.NOTHING_TO_RETRY.response());
    }

    @POST
    @Path("retry")
    @RolesAllowed("operator")
    @Operation(summary = "Send all messages that were given up on their way again")
    public Uni<RetriedMessages> retryAll(
            @RestPath String clientId,
            @RestPath String memberId,
            @RestQuery @DefaultValue("rejected") @Pattern(regexp = "rejected|expired") String state,
            @RestQuery String since) {
        Instant earliest = QueryValues.time("since", since);
        return lookup.require(clientId, memberId)
                .chain(portal -> retries.retryAll(portal.id(), portal.account(), state, earliest))
                .map(RetriedMessages::new);
    }

    @GET
    @Path("{messageId}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show a message's whole life: reports, calls to the portal, what waits, and why")
    public Uni<MessageLife> get(@RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> lives.find(portal, messageId))
                .map(found -> PortalLookup.present(found, "message"));
    }

    /** @param retried how many are on their way again */
    record RetriedMessages(long retried) {}
}
