package dev.dlrbridge.operations;

import dev.dlrbridge.database.DatabaseConfig;
import dev.dlrbridge.database.Schema;
import dev.dlrbridge.database.SchemaVersion;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.StorageReady;
import dev.dlrbridge.retention.ReportPartitions;
import dev.dlrbridge.trace.Failures;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Makes the database fit for work at start, beside a server that already answers its probes: safe settings, schema,
 * partitions. A database that stays away for long ends the process, so that somebody notices; unsafe settings end it
 * at once, since they do not mend themselves. A schema that somebody else is to bring up to date is waited for.
 */
@ApplicationScoped
public class Storage {
    private static final Logger LOG = Logger.getLogger(Storage.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final SchemaVersion version;
    private final Instance<DataSource> database;
    private final ReportPartitions partitions;
    private final SafeSettings settings;
    private final ManagedExecutor workers;
    private final Event<StorageReady> ready;
    private final InstantSource clock;
    private final boolean migrateAtStart;
    private final Duration patience;
    private final Jobs jobs;
    private final Failures.Place failures;

    /** Used by the one worker that prepares. */
    private Instant latest;

    /** Then the database is taken away below the work, which is nobody's failure. */
    private volatile boolean stopping;

    private final AtomicReference<String> obstacle = new AtomicReference<>("the schema is not checked yet");

    Storage(
            SchemaVersion version,
            Instance<DataSource> database,
            ReportPartitions partitions,
            SafeSettings settings,
            DatabaseConfig config,
            ManagedExecutor workers,
            Event<StorageReady> ready,
            Jobs jobs,
            Failures failures,
            java.time.Clock clock) {
        this.version = version;
        this.database = database;
        this.partitions = partitions;
        this.settings = settings;
        this.migrateAtStart = config.migrateAtStart();
        this.patience = config.patience();
        this.workers = workers;
        this.ready = ready;
        this.jobs = jobs;
        this.failures = failures.at("storage", Storage.class);
        this.clock = clock;
    }

    /** What still stands in the way of work; null when nothing does. */
    public String obstacle() {
        return obstacle.get();
    }

    void start(@Observes StartupEvent event) {
        workers.execute(this::prepareUntilReady);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void prepareUntilReady() {
        if (isPreparedInTime()) {
            obstacle.set(null);
            jobs.begin();
            ready.fire(new StorageReady());
            LOG.info("Ready: reports are accepted and forwarded");
        } else if (!stopping) {
            LOG.errorf("The database is not fit for work: %s", obstacle.get());
            Quarkus.asyncExit(1);
        }
    }

    private boolean isPreparedInTime() {
        latest = clock.instant().plus(patience);
        try {
            while (!prepare()) {
                if (stopping || clock.instant().isAfter(latest) || !pause()) {
                    return false;
                }
            }
            return true;
        } catch (SafeSettings.UnsafeSettingsException unsafe) {
            obstacle.set(unsafe.getMessage());
            return false;
        }
    }

    private boolean prepare() {
        try {
            settings.requireSafe();
            if (!isMigrated()) {
                return false;
            }
            partitions.ensure().await().atMost(patience);
            return true;
        } catch (SafeSettings.UnsafeSettingsException unsafe) {
            throw unsafe;
        } catch (RuntimeException e) {
            // The driver's message may hold the address and user; the class is enough to act on.
            obstacle.set("the database does not answer (" + e.getClass().getSimpleName() + ")");
            if (!stopping) {
                failures.note("The database is not fit for work yet, and is tried again", e);
            }
        }
        return false;
    }

    private boolean isMigrated() {
        if (version.isCurrent()) {
            return true;
        }
        if (migrateAtStart) {
            Schema.migrate(database.get());
            return true;
        }
        obstacle.set("the schema is older than this version: the command migrate brings it up to date");
        latest = clock.instant().plus(patience);
        return false;
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
