package dev.dlrbridge.quarantine;

import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.RunWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Replays of all that lies in a gateway's quarantine, the oldest first. */
@ApplicationScoped
public class ReplayWork implements RunWork {
    /** Its subject is the gateway. */
    public static final String KIND = "replay";

    private static final int STEP = 50;
    private static final int AT_ONCE = 4;

    private final QuarantineEntries entries;
    private final Replay replay;

    ReplayWork(QuarantineEntries entries, Replay replay) {
        this.entries = entries;
        this.replay = replay;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Step>> next(Run run) {
        return entries.next(run.subject(), run.until(), run.position(), STEP)
                .chain(batch -> batch.isEmpty() ? Uni.createFrom().item(Optional.empty()) : replayAll(batch));
    }

    private Uni<Optional<Step>> replayAll(List<SealedRequest> batch) {
        QuarantineEntry last = batch.get(batch.size() - 1).entry();
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUni(replay::replay)
                .merge(AT_ONCE)
                .map(result -> Result.counted(result.word()))
                .collect()
                .asList()
                .map(results -> Optional.of(new Step(QuarantineEntries.position(last), results)));
    }
}
