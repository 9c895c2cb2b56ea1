package dev.dlrbridge.trace;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Where a failure goes when the work goes on without it. One that was to be expected, of network, database or portal, is
 * a line for those who debug, since a metric shows it. Whatever else is a bug: it is counted, and at most once a minute
 * and place it is an error line with its stack.
 */
@Singleton
public class Failures {
    private static final Metric UNEXPECTED = Metric.counter(
            "unexpected.failures",
            "Failures that nobody foresaw, most of them bugs, by the work that met them",
            "place");

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final LongSupplier nanos;

    @Inject
    public Failures(MeterRegistry registry) {
        this(registry, System::nanoTime);
    }

    Failures(MeterRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    /**
     * One place for each name, however often it is asked for; its count is shown from now on.
     *
     * @param name of the work, one of few
     * @param logger whose lines they are
     */
    public Place at(String name, Class<?> logger) {
        return places.computeIfAbsent(name, unknown -> new Place(name, Logger.getLogger(logger)));
    }

    /** Some work that can fail and go on. */
    public final class Place {
        private final String name;
        private final Logger log;
        private final Counter counter;
        private final AtomicLong nextLine;

        private Place(String name, Logger log) {
            this.name = name;
            this.log = log;
            this.counter = UNEXPECTED.counterIn(registry, name);
            this.nextLine = new AtomicLong(nanos.getAsLong());
        }

        /**
         * @param consequence what follows for the bridge's users, as a sentence without its full stop
         * @return whether the failure was to be expected
         */
        public boolean note(String consequence, Throwable failure) {
            if (Foreseen.is(failure)) {
                log.debug(consequence, failure);
                return true;
            }
            counter.increment();
            long now = nanos.getAsLong();
            long next = nextLine.get();
            if (now - next >= 0 && nextLine.compareAndSet(next, now + BETWEEN_LINES.toNanos())) {
                log.errorf(
                        failure,
                        "%s: unforeseen failure in \"%s\", number %d since the start",
                        consequence,
                        name,
                        (long) counter.count());
            }
            return false;
        }
    }
}
