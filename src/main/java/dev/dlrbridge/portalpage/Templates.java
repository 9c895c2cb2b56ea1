package dev.dlrbridge.portalpage;

import dev.dlrbridge.search.Arrivals.Arrival;
import dev.dlrbridge.web.HourChart;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The page and its parts, each checked at the build against what it is given. */
@CheckedTemplate(basePath = "portalpage")
final class Templates {
    private Templates() {}

    /** @param mayChoose whether the customer may bring a gateway account */
    static native TemplateInstance shell(Shell shell, Visitor visitor, Condition condition, boolean mayChoose);

    /** @param reason word of the text that says why there is nothing to see */
    static native TemplateInstance refused(Shell shell, String reason);

    /** @param begun whether the senders are being registered just now */
    static native TemplateInstance state(Visitor visitor, Condition condition, boolean mayChoose, boolean begun);

    /**
     * @param status that is wanted; empty for all
     * @param next cursor of the next page; null for none
     * @param chart null for whom it is not meant
     */
    static native TemplateInstance messages(
            Visitor visitor, String status, List<String> statuses, List<MessageRow> rows, String next, HourChart chart);

    static native TemplateInstance gateway(GatewayView view);

    /** @param more that are not among the lines */
    static native TemplateInstance lost(List<LostLine> lines, int more);

    static native TemplateInstance parked(Remedy remedy, String code);

    /** @param since when it could not be called, before it works now */
    static native TemplateInstance works(String since, String code);

    static native TemplateInstance arrivals(List<Arrival> arrivals);
}
