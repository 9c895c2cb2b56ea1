package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.search.Arrivals;
import dev.dlrbridge.search.Arrivals.Arrival;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.tenant.Channel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** What arrives at a channel, as it arrives: for whoever connects a gateway. */
@Path(AdminPath.CONSOLE + "/channels/{id}/live")
class LiveResource {
    /** Then the browser asks again, so that who may not watch any more does not. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_WATCHERS = 20;

    private final Semaphore free = new Semaphore(MOST_WATCHERS);
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
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath UUID id) {
        return lookup.channel(id)
                .chain(stored -> pages.show(request, frame -> Templates.live(frame, ChannelRow.of(stored))));
    }

    /**
     * Each holds rows of the page's table; an empty one tells those between that the connection is alive. When it ends, since the
     * database is away or the channel was deleted, the browser asks again.
     */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed("viewer")
    public Multi<String> events(@Context ContainerRequestContext request, @RestPath UUID id) {
        if (free.availablePermits() == 0) {
            throw new WebApplicationException(Problem.UNAVAILABLE.response());
        }
        return lookup.channel(id)
                .onItem()
                .transformToMulti(stored -> rows(request, stored.channel()))
                .onFailure(StatementException.class)
                .recoverWithCompletion()
                .onFailure(NotFoundException.class)
                .recoverWithCompletion();
    }

    private Multi<String> rows(ContainerRequestContext request, Channel channel) {
        if (!free.tryAcquire()) {
            return Multi.createFrom().empty();
        }
        Set<Arrival> shown = new HashSet<>();
        return Multi.createFrom()
                .ticks()
                .every(PAUSE)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> arrivals.last(channel))
                .map(last -> fresh(last, shown).stream()
                        .map(arrival -> pages.part(request, Templates.arrival(arrival)))
                        .collect(Collectors.joining()))
                .select()
                .first(LONGEST)
                .onTermination()
                .invoke(() -> free.release());
    }

    /** What arrived before and is not shown yet; forgets what is too old to be asked for again. */
    private static List<Arrival> fresh(List<Arrival> last, Set<Arrival> shown) {
        List<Arrival> fresh = new ArrayList<>(last);
        fresh.removeAll(shown);
        shown.retainAll(last);
        shown.addAll(fresh);
        return fresh;
    }
}
