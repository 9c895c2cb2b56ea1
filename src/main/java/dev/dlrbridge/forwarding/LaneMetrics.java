package dev.dlrbridge.forwarding;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/**
 * How the lanes of this replica stand, looked at now and then: each look adds each lane once to the histograms, so that
 * their shares tell how many lanes are near their limits.
 */
@Startup
@Singleton
class LaneMetrics {
    private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.75, 0.9, 1.0);

    private static final Metric HELD = Metric.gauge("forwarding.lanes.held", null, "Lanes that this replica holds");
    private static final Metric IN_FLIGHT =
            Metric.gauge("forwarding.calls.in.flight", null, "Calls to portals under way from this replica");
    private static final Metric BUDGET_USE = Metric.summary(
            "forwarding.budget.use",
            "ratio",
            "Used part of the request budget, of each lane held, looked at every few seconds",
            SHARES);
    private static final Metric OPERATING_USE = Metric.summary(
            "forwarding.operating.use",
            "ratio",
            "Used part of the operating time that we allow ourselves, of each portal that states it",
            SHARES);

    private final DistributionSummary budgetUse;
    private final DistributionSummary operatingUse;
    private volatile int held;
    private volatile int inFlight;

    LaneMetrics(MeterRegistry registry) {
        HELD.gaugeIn(registry, () -> held);
        IN_FLIGHT.gaugeIn(registry, () -> inFlight);
        this.budgetUse = BUDGET_USE.summaryIn(registry);
        this.operatingUse = OPERATING_USE.summaryIn(registry);
    }

    /** To be called on the event loop that has the lanes. */
    void look(Collection<Lane> lanes, long nanos) {
        held = lanes.size();
        inFlight = lanes.stream().mapToInt(Lane::callsUnderWay).sum();
        for (Lane lane : lanes) {
            budgetUse.record(lane.budget().use(nanos));
            lane.operatingUses(nanos).forEach(operatingUse::record);
        }
    }
}
