package dev.dlrbridge.admin.find;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.Export;
import dev.dlrbridge.admin.http.Export.Step;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.search.FoundMessage;
import dev.dlrbridge.search.MessageCursor;
import dev.dlrbridge.search.MessageFilter;
import dev.dlrbridge.search.MessageSearch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Messages over all portals, the newest first. */
@Path("/api/v1/messages")
class AllMessagesResource {
    private static final List<String> COLUMNS = List.of(
            "application",
            "memberId",
            "domain",
            "gateway",
            "messageId",
            "channelId",
            "reported",
            "forwarded",
            "state",
            "errorCode",
            "firstSeenAt",
            "forwardedAt",
            "attempts",
            "lastError");

    private final MessageSearch messages;
    private final Export export;

    AllMessagesResource(MessageSearch messages, Export export) {
        this.messages = messages;
        this.export = export;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("viewer")
    @Operation(
            summary = "Find messages over all portals, the newest first",
            description =
                    "A page may have fewer items than asked for, or none, and a cursor all the same: each looks at a"
                            + " limited number of messages. Also as text/csv and application/x-ndjson, then without pages.")
    public Uni<Page<FoundMessage>> list(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery String memberId,
            @RestQuery String domain,
            @Valid @BeanParam MessageQuery query,
            @Valid @BeanParam PageRequest page) {
        MessageCursor after = page.key(MessageCursor::of, MessageCursor.NONE);
        return messages.list(query.filter(Caller.of(request), application, memberId, domain), after, page.size())
                .map(found -> Page.of(found.items(), found.after()));
    }

    @GET
    @Produces(Export.CSV)
    @RolesAllowed("viewer")
    @Operation(hidden = true)
    public Multi<String> csv(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery String memberId,
            @RestQuery String domain,
            @Valid @BeanParam MessageQuery query) {
        MessageFilter filter = query.filter(Caller.of(request), application, memberId, domain);
        return export.csv(COLUMNS, after -> step(filter, after));
    }

    @GET
    @Produces(Export.NDJSON)
    @RolesAllowed("viewer")
    @Operation(hidden = true)
    public Multi<FoundMessage> lines(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery String memberId,
            @RestQuery String domain,
            @Valid @BeanParam MessageQuery query) {
        MessageFilter filter = query.filter(Caller.of(request), application, memberId, domain);
        return export.items(after -> step(filter, after));
    }

    private Uni<Step<FoundMessage>> step(MessageFilter filter, String after) {
        MessageCursor cursor = after == null ? MessageCursor.NONE : MessageCursor.of(after);
        return messages.list(filter, cursor, Export.PAGE).map(found -> new Step<>(found.items(), found.after()));
    }
}
