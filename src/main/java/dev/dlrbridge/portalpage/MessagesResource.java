package dev.dlrbridge.portalpage;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.search.MessageCursor;
import dev.dlrbridge.search.MessageFilter;
import dev.dlrbridge.search.MessageSearch;
import dev.dlrbridge.statistics.StatisticFilter;
import dev.dlrbridge.statistics.StatisticFilter.By;
import dev.dlrbridge.statistics.Statistics;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.web.HourChart;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The portal's messages, the newest first, with the day's figures; of others than administrators the ones that they wrote
 * themselves, as far as the bridge was told who did.
 */
@Path(PagePath.PAGE + "/messages")
class MessagesResource {
    private static final int AT_ONCE = 25;
    private static final List<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::word).toList();

    private final OwnPortal own;
    private final MessageSearch messages;
    private final Statistics statistics;
    private final MessageRows rows;
    private final Parts parts;
    private final Clock clock;

    MessagesResource(
            OwnPortal own, MessageSearch messages, Statistics statistics, MessageRows rows, Parts parts, Clock clock) {
        this.own = own;
        this.messages = messages;
        this.statistics = statistics;
        this.rows = rows;
        this.parts = parts;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Visitor.USER)
    public Uni<Response> list(
            @Context SecurityIdentity identity,
            @RestQuery @DefaultValue("") @Pattern(regexp = "|queued|sent|undelivered|failed|delivered") String status,
            @Valid @BeanParam PageRequest page) {
        Visitor visitor = Visitor.of(identity);
        MessageCursor after = page.key(MessageCursor::of, MessageCursor.NONE);
        return own.of(visitor)
                .chain(portal -> Uni.combine()
                        .all()
                        .unis(found(visitor, portal, status, after), chart(visitor, portal))
                        .asTuple())
                .chain(found -> parts.show(
                        visitor,
                        Templates.messages(
                                visitor,
                                status,
                                STATUSES,
                                found.getItem1().items(),
                                found.getItem1().after(),
                                found.getItem2())));
    }

    private Uni<Page<MessageRow>> found(Visitor visitor, Portal portal, String status, MessageCursor after) {
        if (!visitor.administrator() && visitor.user().isEmpty()) {
            return Uni.createFrom().item(Page.last(List.of()));
        }
        MessageFilter wanted = MessageFilter.ofPortal(
                portal.clientId(),
                portal.memberId(),
                status.isEmpty() ? null : Status.valueOf(status.toUpperCase(Locale.ROOT)),
                visitor.administrator() ? null : Long.valueOf(visitor.user()));
        return messages.list(wanted, after, AT_ONCE).map(found -> Page.of(rows.of(found.items()), found.after()));
    }

    /** Null for whom it is not meant. */
    private Uni<HourChart> chart(Visitor visitor, Portal portal) {
        if (!visitor.administrator()) {
            return Uni.createFrom().nullItem();
        }
        Instant first = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(HourChart.HOURS - 1, ChronoUnit.HOURS);
        StatisticFilter day = new StatisticFilter(
                Set.of(portal.clientId()),
                portal.memberId(),
                null,
                null,
                first,
                first.plus(HourChart.HOURS, ChronoUnit.HOURS),
                Set.of(By.HOUR, By.STATUS));
        return statistics.list(day).map(figures -> HourChart.of(figures, first));
    }
}
