package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.MessageView;
import dev.dlrbridge.journal.Messages;
import dev.dlrbridge.journal.ReportView;
import dev.dlrbridge.journal.Retries;
import dev.dlrbridge.tenant.Portal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What became of a portal's messages. */
@Path("/api/v1/applications/{clientId}/portals/{memberId}/messages")
class MessageResource {
    private final Messages messages;
    private final Retries retries;
    private final PortalLookup lookup;

    MessageResource(Messages messages, Retries retries, PortalLookup lookup) {
        this.messages = messages;
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
            @RestQuery String after,
            @RestQuery @DefaultValue("100") @Pattern(regexp = Page.LIMIT) String limit) {
        int items = Integer.parseInt(limit);
        String known = Page.key(after);
        return lookup.require(clientId, memberId)
                .chain(portal -> messages.list(portal.id(), state, known, items + 1))
                .map(found -> Page.of(found, items, MessageView::messageId))
                .map(page -> new Page<>(
                        page.items().stream()
                                .map(view -> Message.of(view, null))
                                .toList(),
                        page.after()));
    }

    @POST
    @Path("{messageId}/retry")
    @RolesAllowed("operator")
    @Operation(summary = "Send a message that was given up on its way again")
    public Uni<Response> retry(@RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> messages.find(portal.id(), messageId)
                        .map(PortalLookup::present)
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
    @Operation(summary = "Show a message with its history")
    public Uni<Message> get(@RestPath String clientId, @RestPath String memberId, @RestPath String messageId) {
        return lookup.require(clientId, memberId).chain(portal -> message(portal, messageId));
    }

    /** @param retried how many are on their way again */
    record RetriedMessages(long retried) {}

    private Uni<Message> message(Portal portal, String messageId) {
        return messages.find(portal.id(), messageId)
                .map(found -> found.orElseThrow(NotFoundException::new))
                .chain(view -> messages.reports(portal.id(), messageId).map(reports -> Message.of(view, reports)));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            String messageId,
            UUID channelId,
            String reported,
            String forwarded,
            String state,
            int attempts,
            String lastError,
            Instant firstSeenAt,
            List<Report> reports) {
        static Message of(MessageView view, List<ReportView> reports) {
            return new Message(
                    view.messageId(),
                    view.channelId(),
                    word(view.reported()),
                    word(view.forwarded()),
                    view.state(),
                    view.attempts(),
                    view.lastError(),
                    view.firstSeenAt(),
                    reports == null ? null : reports.stream().map(Report::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(
            Instant receivedAt,
            UUID channelId,
            String gatewayId,
            String rawStatus,
            String status,
            String errorCode,
            String errorText,
            Instant eventTime) {
        static Report of(ReportView view) {
            return new Report(
                    view.receivedAt(),
                    view.channelId(),
                    view.gatewayId(),
                    view.rawStatus(),
                    word(view.status()),
                    view.errorCode(),
                    view.errorText(),
                    view.eventTime());
        }
    }

    private static String word(Status status) {
        return status == null ? null : status.word();
    }
}
