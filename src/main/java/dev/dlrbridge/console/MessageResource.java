package dev.dlrbridge.console;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.container.ContainerRequestContext;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.journal.Message;
import dev.dlrbridge.journal.Messages;
import dev.dlrbridge.journal.Retries;
import dev.dlrbridge.tenant.Portal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What became of a portal's messages. */
@Path(AdminPath.CONSOLE + "/applications/{clientId}/portals/{memberId}/messages")
@Guarded
class MessageResource {
    private final Messages messages;
    private final Retries retries;
    private final Lookup lookup;
    private final Pages pages;

    MessageResource(Messages messages, Retries retries, Lookup lookup, Pages pages) {
        this.messages = messages;
        this.retries = retries;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @RestPath String clientId,
            @RestPath String memberId,
            @RestQuery @Pattern(regexp = "|pending|forwarded|rejected|expired") String state,
            @Valid @BeanParam PageRequest page) {
        String wanted = state == null || state.isEmpty() ? null : state;
        return lookup.portal(clientId, memberId)
                .chain(portal -> messages.list(portal.id(), wanted, page.key(), page.items())
                        .map(found -> page.of(found, Message::messageId))
                        .chain(found -> pages.show(
                                request,
                                frame -> Templates.messages(
                                        frame,
                                        PortalRow.of(portal, 0),
                                        wanted == null ? "" : wanted,
                                        found.items().stream()
                                                .map(message -> MessageRow.of(Addresses.portal(portal), message))
                                                .toList(),
                                        found.after()))));
    }

    @GET
    @Path("{messageId}")
    @RolesAllowed("viewer")
    public Uni<Response> get(
            @Context ContainerRequestContext request, @RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.portal(clientId, memberId)
                .chain(portal -> messages.find(portal.id(), messageId)
                        .map(Lookup::present)
                        .chain(message -> show(request, portal, message)));
    }

    @POST
    @Path("{messageId}/retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> retry(@RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.portal(clientId, memberId)
                .chain(portal -> messages.find(portal.id(), messageId)
                        .map(Lookup::present)
                        .chain(() -> retries.retry(portal.id(), portal.account(), messageId)))
                .map(retried -> retried
                        ? Pages.goTo(Addresses.message(Addresses.portal(clientId, memberId), messageId))
                        : Problem.NOTHING_TO_RETRY.response());
    }

    private Uni<Response> show(ContainerRequestContext request, Portal portal, Message message) {
        return messages.reports(portal.id(), message.messageId())
                .chain(reports -> pages.show(
                        request,
                        frame -> Templates.message(
                                frame,
                                PortalRow.of(portal, 0),
                                MessageRow.of(Addresses.portal(portal), message),
                                reports.stream().map(ReportRow::of).toList())));
    }
}
