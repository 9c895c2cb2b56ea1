package dev.dlrbridge.console;

import dev.dlrbridge.admin.audit.AuditEntry;
import dev.dlrbridge.console.GatewayResource.GatewayRow;
import dev.dlrbridge.console.RunResource.RunRow;
import dev.dlrbridge.console.TokenResource.TokenRow;
import dev.dlrbridge.console.frame.Frame;
import dev.dlrbridge.job.Replicas.Seen;
import dev.dlrbridge.journal.UnmatchedReport;
import dev.dlrbridge.journal.refusal.ChannelRefusal;
import dev.dlrbridge.quarantine.KeptRequests.Outline;
import dev.dlrbridge.quarantine.KeptRequests.Revealed;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.quarantine.QuarantineGroups.Extent;
import dev.dlrbridge.quarantine.QuarantineGroups.Group;
import dev.dlrbridge.search.Arrivals.Arrival;
import dev.dlrbridge.search.ChannelSituation;
import dev.dlrbridge.search.Found;
import dev.dlrbridge.search.FoundMessage;
import dev.dlrbridge.search.MessageLife;
import dev.dlrbridge.search.PortalSituation;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.sender.SenderHealth;
import dev.dlrbridge.tenant.sender.SenderState;
import dev.dlrbridge.trace.PortalName;
import dev.dlrbridge.web.HourChart;
import dev.dlrbridge.webhook.DeliveryRecord;
import dev.dlrbridge.webhook.Endpoint;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages, each checked at the build against what it is given. {@code next} is the cursor of the next page, if any. */
@CheckedTemplate(basePath = "console")
final class Templates {
    private Templates() {}

    /** @param problem empty, {@code wrong}, {@code blocked} or {@code used} */
    static native TemplateInstance login(Frame frame, String to, String problem);

    static native TemplateInstance overview(
            Frame frame, Figures figures, HourChart chart, List<GatewayShare> gateways, List<Seen> replicas);

    static native TemplateInstance search(Frame frame, List<Found> rows);

    static native TemplateInstance applications(Frame frame, List<Application> rows, String next);

    static native TemplateInstance application(
            Frame frame, Application application, List<ChannelRow> channels, List<Endpoint> endpoints);

    static native TemplateInstance endpoint(
            Frame frame, Endpoint endpoint, List<DeliveryRecord> deliveries, String next);

    static native TemplateInstance portals(
            Frame frame,
            String application,
            String state,
            String reason,
            String domain,
            List<PortalSituation> rows,
            String next);

    static native TemplateInstance portal(
            Frame frame,
            PortalSituation portal,
            SenderHealth senders,
            List<ChannelRow> channels,
            List<FoundMessage> messages);

    static native TemplateInstance senders(Frame frame, PortalName portal, List<SenderState> senders);

    static native TemplateInstance messages(Frame frame, MessageQuery wanted, List<FoundMessage> rows, String next);

    static native TemplateInstance message(Frame frame, MessageLife life, List<TimelineEvent> events);

    /** @param trouble of all that are shown; empty for any or none */
    static native TemplateInstance channels(
            Frame frame, String application, String gateway, String trouble, List<ChannelSituation> rows, String next);

    /** @param callbackUrl empty while it is not to be seen */
    static native TemplateInstance channel(
            Frame frame,
            ChannelRow channel,
            String callbackUrl,
            List<ChannelRefusal> refusals,
            List<UnmatchedReport> unmatched);

    static native TemplateInstance quarantine(
            Frame frame, String gateway, List<Group> groups, List<QuarantineEntry> rows, String next);

    /**
     * @param content null while it is not to be seen
     * @param result of the replay that has just been made; empty when none was
     */
    static native TemplateInstance kept(
            Frame frame, QuarantineEntry kept, ChannelRow channel, Outline outline, Revealed content, String result);

    static native TemplateInstance meaning(Frame frame, String gateway, String word, String status, Extent extent);

    static native TemplateInstance run(Frame frame, RunRow run);

    static native TemplateInstance gateways(Frame frame, List<GatewayRow> rows);

    static native TemplateInstance gateway(Frame frame, GatewayRow gateway);

    /** @param made the token that was made just now; empty when none was */
    static native TemplateInstance tokens(Frame frame, List<TokenRow> rows, String next, String made);

    static native TemplateInstance audit(
            Frame frame, String actor, String action, String target, List<AuditEntry> rows, String next);

    static native TemplateInstance live(Frame frame, ChannelRow channel);

    static native TemplateInstance arrival(Arrival arrival);
}
