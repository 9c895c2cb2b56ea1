package dev.dlrbridge.intake;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.Backlogs;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.lookup.PortalNames;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What each channel and portal may bring: reports a second, on this replica, and a stored backlog. The backlog is looked
 * at now and then, beside the requests, so that a limit may be passed by what comes meanwhile.
 */
@Singleton
class Limits {
    private static final Logger LOG = Logger.getLogger(Limits.class);

    /** Counting long backlogs takes no more than this part of the time, lest others notice it. */
    private static final int PART_OF_TIME = 200;

    private static final int MOST_NAMED = 100;

    private final LimitsConfig config;
    private final Backlogs backlogs;
    private final PortalNames names;
    private final RateLimit<UUID> ofChannels;
    private final RateLimit<UUID> ofPortals;
    private final Job job;
    private volatile Set<UUID> full = Set.of();
    private volatile long nextLook = System.nanoTime();

    Limits(LimitsConfig config, Backlogs backlogs, PortalNames names, IntakeMetrics metrics, Jobs jobs) {
        this.config = config;
        this.backlogs = backlogs;
        this.names = names;
        this.ofChannels = new RateLimit<>(config.channelReportsPerSecond());
        this.ofPortals = new RateLimit<>(config.portalReportsPerSecond());
        this.job = jobs.job("limits", Limits.class, "Whose backlog is full stays as it was known");
        metrics.watchFullBacklogs(() -> full.size());
    }

    /** @return why a request of the channel is refused unseen; null when it is not */
    Refusal refusal(Channel channel) {
        long now = System.nanoTime();
        if (!ofChannels.hasRoom(channel.id(), now) || !ofPortals.hasRoom(channel.portalId(), now)) {
            return Refusal.TOO_MANY_REPORTS;
        }
        Set<UUID> known = full;
        boolean isFull = !known.isEmpty() && (known.contains(channel.id()) || known.contains(channel.portalId()));
        return isFull ? Refusal.BACKLOG_FULL : null;
    }

    /** Counts what a request brought; one without a report counts as one too. */
    void add(Channel channel, int reports) {
        long now = System.nanoTime();
        int counted = Math.max(1, reports);
        ofChannels.add(channel.id(), counted, now);
        ofPortals.add(channel.portalId(), counted, now);
    }

    @Scheduled(every = "15s", delayed = "5s", identity = "limits", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return job.run(this::lookInTime);
    }

    private Uni<?> lookInTime() {
        long now = System.nanoTime();
        ofChannels.forgetEmpty(now);
        ofPortals.forgetEmpty(now);
        if (now - nextLook < 0) {
            return Uni.createFrom().voidItem();
        }
        return backlogs.over(config.portalBacklog(), config.channelBacklog())
                .chain(this::remember)
                .onTermination()
                .invoke(() -> lookedSince(now));
    }

    private void lookedSince(long begin) {
        long now = System.nanoTime();
        nextLook = now + PART_OF_TIME * (now - begin);
    }

    private Uni<?> remember(Set<UUID> over) {
        boolean same = over.equals(full);
        full = over;
        return same
                ? Uni.createFrom().voidItem()
                : names.of(over, MOST_NAMED)
                        .invoke(portals -> LOG.warnf(
                                "Portals and channels whose backlog is full, so that they are answered 503: %s of %s",
                                over, portals));
    }
}
