package dev.dlrbridge.console;

import dev.dlrbridge.console.ApplicationResource.ApplicationRow;
import dev.dlrbridge.console.AuditResource.AuditRow;
import dev.dlrbridge.console.ChannelPage.RefusalRow;
import dev.dlrbridge.console.GatewayResource.GatewayRow;
import dev.dlrbridge.console.RunResource.RunRow;
import dev.dlrbridge.console.TokenResource.TokenRow;
import dev.dlrbridge.console.frame.Frame;
import dev.dlrbridge.search.Arrivals.Arrival;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages, each checked at the build against what it is given. {@code next} is the cursor of the next page, if any. */
@CheckedTemplate(basePath = "console")
final class Templates {
    private Templates() {}

    /** @param problem empty, {@code wrong}, {@code blocked} or {@code used} */
    static native TemplateInstance login(Frame frame, String to, String problem);

    static native TemplateInstance overview(Frame frame, Figures figures);

    static native TemplateInstance applications(Frame frame, List<ApplicationRow> rows, String next);

    static native TemplateInstance portals(
            Frame frame, String clientId, String title, String state, List<PortalRow> rows, String next);

    static native TemplateInstance portal(
            Frame frame, PortalRow portal, List<ChannelRow> channels, List<MessageRow> messages);

    static native TemplateInstance messages(
            Frame frame, PortalRow portal, String state, List<MessageRow> rows, String next);

    static native TemplateInstance message(Frame frame, PortalRow portal, MessageRow message, List<ReportRow> reports);

    /** @param callbackUrl empty while it is not to be seen */
    static native TemplateInstance channel(
            Frame frame,
            ChannelRow channel,
            String callbackUrl,
            List<RefusalRow> refusals,
            List<ReportRow> unmatched);

    static native TemplateInstance quarantine(Frame frame, String gateway, List<KeptRow> rows, String next);

    /**
     * @param content null while it is not to be seen
     * @param result of the replay that has just been made; empty when none was
     */
    static native TemplateInstance kept(
            Frame frame,
            KeptRow kept,
            ChannelRow channel,
            KeptOutline outline,
            KeptContent content,
            String result);

    static native TemplateInstance run(Frame frame, RunRow run);

    static native TemplateInstance gateways(Frame frame, List<GatewayRow> rows);

    static native TemplateInstance gateway(Frame frame, GatewayRow gateway);

    /** @param made the token that was made just now; empty when none was */
    static native TemplateInstance tokens(Frame frame, List<TokenRow> rows, String next, String made);

    static native TemplateInstance audit(
            Frame frame, String actor, String action, String target, List<AuditRow> rows, String next);

    static native TemplateInstance live(Frame frame, ChannelRow channel);

    static native TemplateInstance arrival(Arrival arrival);
}
