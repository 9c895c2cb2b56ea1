package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.console.frame.Visit;
import dev.dlrbridge.intake.live.Arrival;
import dev.dlrbridge.intake.live.Arrivals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What arrives at a channel, as it arrives: for whoever connects a gateway. */
@Path(AdminPath.CONSOLE + "/channels/{id}/live")
class LiveResource {
    /** Then the browser asks again, so that who may not watch any more does not. */
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** So that nobody between takes the connection for dead. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final Arrivals arrivals;
    private final Lookup lookup;
    private final Pages pages;

    LiveResource(Arrivals arrivals, Lookup lookup, Pages pages) {
        this.arrivals = arrivals;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> get(@BeanParam Visit visit, @RestPath UUID id) {
        return lookup.channel(id)
                .chain(stored -> lookup.portalOf(stored.channel())
                        .chain(portal -> pages.show(
                                visit,
                                frame -> Templates.live(frame, PortalRow.of(portal, 0), ChannelRow.of(stored)))));
    }

    /** Each is a row of the page's table; an empty one is a sign of life. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed("viewer")
    public Multi<String> events(@BeanParam Visit visit, @RestPath UUID id) {
        Multi<String> rows = lookup.channel(id)
                .onItem()
                .transformToMulti(stored -> arrivals.of(stored.channel().id()))
                .map(arrival -> pages.part(visit, Templates.arrival(ArrivalRow.of(arrival))));
        Multi<String> signs = Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ZERO)
                .every(SIGN_OF_LIFE)
                .onOverflow()
                .drop()
                .map(tick -> "");
        return Multi.createBy().merging().streams(rows, signs).select().first(LONGEST);
    }

    @ServerExceptionMapper
    Response tooMany(Arrivals.TooManyWatchersException failure) {
        return Problem.UNAVAILABLE.response();
    }

    /** @param outcome {@code accepted}, {@code quarantined} or {@code refused} */
    public record ArrivalRow(
            Instant at, String outcome, String messageId, String gatewayId, String word, String status, String reason) {
        static ArrivalRow of(Arrival arrival) {
            return new ArrivalRow(
                    arrival.at(),
                    arrival.outcome().name().toLowerCase(java.util.Locale.ROOT),
                    arrival.messageId(),
                    arrival.gatewayId(),
                    arrival.word(),
                    arrival.status(),
                    arrival.reason());
        }
    }
}
