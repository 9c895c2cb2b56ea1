package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.admin.CorrelatedMessages.CorrelationRequest;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.journal.Correlations;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.ReportView;
import dev.dlrbridge.journal.UnmatchedReport;
import dev.dlrbridge.journal.UnmatchedReports;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;

/** Which messages a channel's reports are about, where the gateway itself does not say. */
@Path("/api/v1/channels")
class ChannelReportsResource {
    private final PortalLookup lookup;
    private final CorrelatedMessages messages;
    private final Correlations correlations;
    private final UnmatchedReports unmatched;

    ChannelReportsResource(
            PortalLookup lookup, CorrelatedMessages messages, Correlations correlations, UnmatchedReports unmatched) {
        this.lookup = lookup;
        this.messages = messages;
        this.correlations = correlations;
        this.unmatched = unmatched;
    }

    /** All are stored, or none. */
    @POST
    @Path("{id}/correlations")
    @RolesAllowed("operator")
    @Operation(summary = "Tell which messages the gateway's own ids stand for")
    public Uni<Response> correlate(
            @RestPath UUID id, @NotEmpty @Size(max = 1000) List<@NotNull @Valid CorrelationRequest> body) {
        return lookup.requireChannel(id)
                .chain(channel ->
                        messages.byKey(channel, body).chain(byKey -> correlations.put(Destination.of(channel), byKey)))
                .map(ChannelReportsResource::stored);
    }

    @GET
    @Path("{id}/unmatched")
    @RolesAllowed("viewer")
    @Operation(summary = "List reports whose message is not known, the newest first")
    public Uni<Page<UnmatchedView>> listUnmatched(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        long before = page.key(Long::valueOf, Long.MAX_VALUE);
        return lookup.requireChannel(id)
                .chain(channel -> unmatched
                        .list(Destination.of(channel), before, page.items())
                        .map(found -> page.of(
                                found.stream()
                                        .map(report -> UnmatchedView.of(channel, report))
                                        .toList(),
                                UnmatchedView::id)));
    }

    @POST
    @Path("{id}/unmatched/{reportId}/attach")
    @RolesAllowed("operator")
    @Operation(summary = "Tell which message an unmatched report is about")
    public Uni<Response> attach(@RestPath UUID id, @RestPath long reportId, @NotNull @Valid AttachRequest body) {
        return lookup.requireChannel(id)
                .chain(channel -> messages.of(channel, body.memberId(), body.messageId())
                        .chain(message -> unmatched.attach(Destination.of(channel), reportId, message)))
                .map(attached -> stored(PortalLookup.present(attached, "report")));
    }

    private static Response stored(boolean stored) {
        return stored ? Response.noContent().build() : Problem.OTHER_MESSAGE.response();
    }

    /**
     * The message that a report is about.
     *
     * @param memberId needed where the channel is an application's: the message's portal
     */
    @Schema(examples = """
            {"messageId":"0123456789abcdef0123456789abcdef"}""")
    record AttachRequest(
            @Size(max = 128) String memberId,
            @NotBlank @Size(max = 128) String messageId) {}

    /** A report that waits for its message, or has waited in vain, with the id by which it can be attached. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UnmatchedView(
            String id,
            @JsonUnwrapped PortalName portal,
            boolean orphaned,
            @JsonUnwrapped ReportView report) {
        static UnmatchedView of(Channel channel, UnmatchedReport report) {
            return new UnmatchedView(Long.toString(report.id()), channel.portal(), report.orphaned(), report.report());
        }
    }
}
