package dev.dlrbridge.job;

import dev.dlrbridge.trace.Failures;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;

/** Makes the jobs. Those that need the storage do nothing before it is ready: until then there may be no tables. */
@Singleton
public class Jobs {
    private final Failures failures;
    private volatile boolean ready;

    public Jobs(Failures failures) {
        this.failures = failures;
    }

    /**
     * @param name of the job, the {@code identity} of its schedule
     * @param consequence what follows when a run has failed, as a sentence without its full stop
     */
    public Job job(String name, Class<?> logger, String consequence) {
        return job(name, logger, consequence, () -> false);
    }

    /** @param skipped asked before each run, whether there is nothing to do here */
    public Job job(String name, Class<?> logger, String consequence, BooleanSupplier skipped) {
        return new Job(() -> !ready || skipped.getAsBoolean(), failures.at(name, logger), consequence);
    }

    /** For one that concerns nothing but this replica's memory: it does not wait for the storage. */
    public Job inMemory(String name, Class<?> logger, String consequence) {
        return new Job(() -> false, failures.at(name, logger), consequence);
    }

    /** Storage is ready; jobs do their work from now on. */
    public void begin() {
        ready = true;
    }
}
