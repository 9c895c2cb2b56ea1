package dev.dlrbridge.journal;

import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;

/** Says at once that everything is committed, and keeps nothing: what intake costs without its journal. */
@Vetoed
public class ForgetfulJournal extends Journal {
    private ForgetfulJournal(JournalConfig config) {
        this(config, new SimpleMeterRegistry());
    }

    private ForgetfulJournal(JournalConfig config, SimpleMeterRegistry registry) {
        super(
                null,
                null,
                null,
                config,
                null,
                null,
                new JournalMetrics(registry),
                Tracing.off(),
                new Failures(registry));
    }

    /** A journal whose metrics nobody sees. */
    public static ForgetfulJournal of(JournalConfig config) {
        return new ForgetfulJournal(config);
    }

    @Override
    public Uni<Void> append(List<Entry> entries, int bytes) {
        return Uni.createFrom().voidItem();
    }
}
