package dev.dlrbridge.intake;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.refusal.ChannelRefusal;
import dev.dlrbridge.journal.refusal.Refusals;
import dev.dlrbridge.tenant.Channel;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Remembers refusals of known channels, and stores them every two seconds: a flood of forged requests costs a few
 * bytes of memory each, and one statement now and then.
 */
@ApplicationScoped
class RefusalLog {
    private static final int MOST_CHANNELS = 1_000;
    private static final int MOST_HEADERS = 40;
    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    private final Refusals refusals;
    private final Clock clock;
    private final Job job;
    private final Map<UUID, ArrayDeque<ChannelRefusal>> pending = new LinkedHashMap<>();

    RefusalLog(Refusals refusals, Clock clock, Jobs jobs) {
        this.refusals = refusals;
        this.clock = clock;
        this.job = jobs.job("refusals", RefusalLog.class, "Refusals of the last seconds are not shown");
    }

    void add(Channel channel, String reason, Set<String> headerNames) {
        ChannelRefusal refusal =
                new ChannelRefusal(channel.portalId(), channel.id(), clock.instant(), reason, cleaned(headerNames));
        synchronized (pending) {
            if (pending.size() >= MOST_CHANNELS && !pending.containsKey(channel.id())) {
                return;
            }
            ArrayDeque<ChannelRefusal> last = pending.computeIfAbsent(channel.id(), id -> new ArrayDeque<>());
            if (last.size() == Refusals.MOST_OF_A_CHANNEL) {
                last.removeFirst();
            }
            last.addLast(refusal);
        }
    }

    @Scheduled(
            every = "2s",
            delayed = "2s",
            identity = "refusals",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> store() {
        return job.run(() -> {
            List<ChannelRefusal> taken = take();
            return taken.isEmpty() ? Uni.createFrom().voidItem() : refusals.add(taken);
        });
    }

    private List<ChannelRefusal> take() {
        List<ChannelRefusal> taken = new ArrayList<>();
        synchronized (pending) {
            pending.values().forEach(taken::addAll);
            pending.clear();
        }
        return taken;
    }

    /** A name may be anything that the caller likes to write. */
    private static List<String> cleaned(Set<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> HEADER_NAME.matcher(name).matches())
                .limit(MOST_HEADERS)
                .toList();
    }
}
