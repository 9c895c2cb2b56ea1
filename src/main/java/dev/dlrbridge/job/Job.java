package dev.dlrbridge.job;

import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What each scheduled method runs in: a run that fails says so, and the next one comes in its time. */
public final class Job {
    private final BooleanSupplier skipped;
    private final Failures.Place failures;
    private final String consequence;

    Job(BooleanSupplier skipped, Failures.Place failures, String consequence) {
        this.skipped = skipped;
        this.failures = failures;
        this.consequence = consequence;
    }

    /** Never fails. */
    public Uni<Void> run(Supplier<? extends Uni<?>> work) {
        return Uni.createFrom()
                .deferred(() -> skipped.getAsBoolean()
                        ? Uni.createFrom().voidItem()
                        : work.get().replaceWithVoid())
                .onFailure()
                .invoke(failure -> failures.note(consequence, failure))
                .onFailure()
                .recoverWithNull();
    }
}
