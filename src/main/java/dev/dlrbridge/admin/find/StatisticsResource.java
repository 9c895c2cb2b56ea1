package dev.dlrbridge.admin.find;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.statistics.Statistic;
import dev.dlrbridge.statistics.StatisticFilter;
import dev.dlrbridge.statistics.StatisticFilter.By;
import dev.dlrbridge.statistics.Statistics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** How many reports came, and how long they took, by hour. */
@Path("/api/v1/statistics")
class StatisticsResource {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Statistics statistics;
    private final Clock clock;

    StatisticsResource(Statistics statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(
            summary = "Show figures by hour, of the last day unless told otherwise",
            description = "by: any of hour, application, portal, gateway, status, separated by commas.")
    public Uni<Figures> list(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery String memberId,
            @RestQuery String gateway,
            @RestQuery @Pattern(regexp = "queued|sent|undelivered|failed|delivered") String status,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery
                    @DefaultValue("hour")
                    @Pattern(
                            regexp =
                                    "(hour|application|portal|gateway|status)(,(hour|application|portal|gateway|status))*")
                    String by) {
        Instant end = or(QueryValues.time("to", to), clock.instant());
        Instant begin = or(QueryValues.time("from", from), end.minus(USUAL)).truncatedTo(ChronoUnit.HOURS);
        if (begin.isAfter(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new InvalidFieldsException(List.of(new FieldError("from", "must be within a year before to")));
        }
        StatisticFilter filter = new StatisticFilter(
                Caller.of(request).asked(application),
                memberId,
                gateway,
                status == null ? null : Status.valueOf(status.toUpperCase(Locale.ROOT)),
                begin,
                end,
                by(by));
        return statistics
                .list(filter)
                .chain(found ->
                        statistics.until().map(until -> new Figures(found, until, found.size() == Statistics.MOST)));
    }

    private static Set<By> by(String words) {
        Set<By> by = EnumSet.noneOf(By.class);
        Arrays.stream(words.split(","))
                .map(word -> By.valueOf(word.toUpperCase(Locale.ROOT)))
                .forEach(by::add);
        return by;
    }

    private static Instant or(Instant time, Instant other) {
        return time == null ? other : time;
    }

    /**
     * Figures.
     *
     * @param wholeUntil the first hour whose figures are not whole yet
     * @param truncated whether there are more than one answer holds
     */
    record Figures(List<Statistic> items, Instant wholeUntil, boolean truncated) {}
}
