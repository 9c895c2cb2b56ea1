package dev.dlrbridge.net;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all bodies that are being read or in work, on all ports: what is taken is given back when the request has
 * been answered. One holder, as a portal, has a quarter at most, so that none takes the others' room.
 */
@Singleton
public class BodyMemory {
    private static final Metric TAKEN =
            Metric.gauge("net.body", "bytes", "Bytes of the bodies that are being read or in work");

    private static final int PARTS = 4;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();
    private final Map<Object, Long> byHolder = new ConcurrentHashMap<>();

    @Inject
    BodyMemory(NetConfig config, MeterRegistry registry) {
        this(config.bodyMemory().asLongValue());
        TAKEN.gaugeIn(registry, taken::get);
    }

    /** @param limit in bytes */
    public BodyMemory(long limit) {
        this.limit = limit;
    }

    /** @return whether there was room; only then the bytes are to be given back */
    public boolean take(Object holder, long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            long held = byHolder.merge(holder, bytes, Long::sum);
            if (held <= limit / PARTS) {
                return true;
            }
            giveBack(holder, bytes);
        } else {
            taken.addAndGet(-bytes);
        }
        return false;
    }

    public void giveBack(Object holder, long bytes) {
        byHolder.computeIfPresent(holder, (same, held) -> held == bytes ? null : held - bytes);
        taken.addAndGet(-bytes);
    }

    /** The bytes taken at this moment. */
    long taken() {
        return taken.get();
    }
}
