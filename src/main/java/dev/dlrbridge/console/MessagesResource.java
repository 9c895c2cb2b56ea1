package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.search.MessageCursor;
import dev.dlrbridge.search.MessageSearch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Messages of one portal, of an application, or of all, the newest first. */
@Path(AdminPath.CONSOLE + "/messages")
class MessagesResource {
    private final MessageSearch messages;
    private final Pages pages;

    MessagesResource(MessageSearch messages, Pages pages) {
        this.messages = messages;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @Valid @BeanParam MessageQuery query,
            @Valid @BeanParam PageRequest page) {
        MessageCursor after = page.key(MessageCursor::of, MessageCursor.NONE);
        return messages.list(query.filter(Caller.of(request)), after, page.size())
                .map(found -> Page.of(found.items(), found.after()))
                .chain(found ->
                        pages.show(request, frame -> Templates.messages(frame, query, found.items(), found.after())));
    }
}
