package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.job.Replicas;
import dev.dlrbridge.journal.JournalCensus;
import dev.dlrbridge.statistics.StatisticFilter;
import dev.dlrbridge.statistics.StatisticFilter.By;
import dev.dlrbridge.statistics.Statistics;
import dev.dlrbridge.tenant.PortalCensus;
import dev.dlrbridge.web.HourChart;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;

/** Where things stand, and what came in the last 24 hours. */
@Path(AdminPath.CONSOLE)
class OverviewResource {
    private final PortalCensus portals;
    private final JournalCensus journal;
    private final Statistics statistics;
    private final Replicas replicas;
    private final Clock clock;
    private final Pages pages;

    OverviewResource(
            PortalCensus portals,
            JournalCensus journal,
            Statistics statistics,
            Replicas replicas,
            Clock clock,
            Pages pages) {
        this.portals = portals;
        this.journal = journal;
        this.statistics = statistics;
        this.replicas = replicas;
        this.clock = clock;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> show(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (!caller.applications().isEmpty()) { // the figures are of all
            return Uni.createFrom().item(Pages.goTo(AdminPath.CONSOLE + "/portals"));
        }
        Instant first = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(HourChart.HOURS - 1, ChronoUnit.HOURS);
        StatisticFilter lately = new StatisticFilter(
                caller.applications(),
                null,
                null,
                null,
                first,
                clock.instant(),
                EnumSet.of(By.HOUR, By.GATEWAY, By.STATUS));
        return Uni.combine()
                .all()
                .unis(portals.groups(), journal.backlogs(), journal.kept(), statistics.list(lately), replicas.list())
                .asTuple()
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.overview(
                                frame,
                                Figures.of(found.getItem1(), found.getItem2(), found.getItem3()),
                                HourChart.of(found.getItem4(), first),
                                GatewayShare.of(found.getItem4()),
                                found.getItem5())));
    }
}
