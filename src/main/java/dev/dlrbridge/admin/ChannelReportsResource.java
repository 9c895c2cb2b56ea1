package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;

/** Which messages a channel's reports are about, where the gateway itself does not say. */
@Path("/api/v1/channels/{id}")
class ChannelReportsResource {
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final Correlations correlations;
    private final UnmatchedReports unmatched;

    ChannelReportsResource(
            PortalLookup lookup, Gateways gateways, Correlations correlations, UnmatchedReports unmatched) {
        this.lookup = lookup;
        this.gateways = gateways;
        this.correlations = correlations;
        this.unmatched = unmatched;
    }

    /** All are stored, or none. */
    @POST
    @Path("correlations")
    @RolesAllowed("operator")
    @Operation(summary = "Tell which messages the gateway's own ids stand for")
    public Uni<Response> correlate(
            @RestPath UUID id, @NotEmpty @Size(max = 1000) List<@NotNull @Valid CorrelationRequest> body) {
        return lookup.requireChannel(id)
                .chain(channel -> correlations.put(Destination.of(channel), messagesByKey(channel, body)))
                .map(ChannelReportsResource::stored);
    }

    @GET
    @Path("unmatched")
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
    @Path("unmatched/{reportId}/attach")
    @RolesAllowed("operator")
    @Operation(summary = "Tell which message an unmatched report is about")
    public Uni<Response> attach(@RestPath UUID id, @RestPath long reportId, @NotNull @Valid AttachRequest body) {
        return lookup.requireChannel(id)
                .invoke(channel -> requireMessageId(channel, body.messageId()))
                .chain(channel -> unmatched.attach(Destination.of(channel), reportId, body.messageId()))
                .map(attached -> stored(PortalLookup.present(attached)));
    }

    private static Response stored(boolean stored) {
        return stored ? Response.noContent().build() : Problem.OTHER_MESSAGE.response();
    }

    private Map<String, String> messagesByKey(Channel channel, List<CorrelationRequest> body) {
        Gateway gateway = gateways.find(channel.gateway()).orElseThrow();
        Map<String, String> messages = new HashMap<>();
        for (CorrelationRequest correlation : body) {
            requireMessageId(channel, correlation.messageId());
            String key = gateway.correlationKey(
                    cleaned(correlation.gatewayId()),
                    correlation.recipient(),
                    channel.settings().ofGateway());
            String known = messages.putIfAbsent(key, correlation.messageId());
            if (known != null && !known.equals(correlation.messageId())) {
                throw new InvalidFieldsException(
                        List.of(new FieldError("gatewayId", "stands twice, for different messages")));
            }
        }
        return messages;
    }

    private static void requireMessageId(Channel channel, String messageId) {
        if (!channel.messageIdPattern().matcher(messageId).matches()) {
            throw new InvalidFieldsException(
                    List.of(new FieldError("messageId", "does not match the channel's messageIdPattern")));
        }
    }

    /** As a report's id is cleaned, so that the two meet. */
    private static String cleaned(String gatewayId) {
        String cleaned = FieldText.clean(gatewayId);
        if (cleaned == null) {
            throw new InvalidFieldsException(List.of(new FieldError("gatewayId", "must not be blank")));
        }
        return cleaned;
    }

    /** @param recipient needed only by gateways whose ids are shared by several recipients; not stored */
    @Schema(examples = """
            {"gatewayId":"12345","recipient":"+4915112345678","messageId":"0123456789abcdef0123456789abcdef"}""")
    record CorrelationRequest(
            @NotBlank @Size(max = FieldText.IDENTIFIER_LENGTH)
            String gatewayId,

            @Size(max = 64) String recipient,
            @NotBlank @Size(max = 128) String messageId) {
        @Override
        public String toString() {
            return "CorrelationRequest[gatewayId=" + gatewayId + "]";
        }
    }

    /** The message that a report is about. */
    @Schema(examples = """
            {"messageId":"0123456789abcdef0123456789abcdef"}""")
    record AttachRequest(@NotBlank @Size(max = 128) String messageId) {}

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
