package dev.dlrbridge.quarantine;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.quarantine.KeptReader.Reread;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads requests in quarantine again, as the profile and the channel are now. */
@ApplicationScoped
public class Replay {
    private final Channels channels;
    private final Gateways gateways;
    private final Journal journal;
    private final QuarantineEntries entries;
    private final QuarantineDoor door;
    private final KeptReader reader;
    private final Failures.Place failures;

    public Replay(
            Channels channels,
            Gateways gateways,
            Journal journal,
            QuarantineEntries entries,
            QuarantineDoor door,
            KeptReader reader,
            Failures failures) {
        this.channels = channels;
        this.gateways = gateways;
        this.journal = journal;
        this.entries = entries;
        this.door = door;
        this.reader = reader;
        this.failures = failures.at("replay", Replay.class);
    }

    /** Replays one entry; empty if there is none. Fails with a {@link StatementException} when the database is away. */
    public Uni<Optional<ReplayResult>> byId(UUID id) {
        return entries.find(id)
                .chain(found -> found.isPresent()
                        ? replay(found.get()).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    /** A crash between the commit and the removal only repeats the replay, which does no harm. */
    Uni<ReplayResult> replay(SealedRequest sealed) {
        return channels.find(sealed.entry().channelId())
                .chain(found -> found.flatMap(channel ->
                                gateways.find(channel.gateway()).map(gateway -> replay(sealed, channel, gateway)))
                        .orElseGet(() -> Uni.createFrom().item(ReplayResult.FAILED)))
                .onFailure(failure -> failure instanceof StatementException.Unstorable
                        || failure instanceof UnreadableSecretException)
                .recoverWithItem(ReplayResult.FAILED);
    }

    private Uni<ReplayResult> replay(SealedRequest sealed, Channel channel, Gateway gateway) {
        Callback request = door.open(sealed);
        return Uni.createFrom()
                .deferred(() -> reader.read(request, sealed.entry(), channel, gateway))
                .map(Optional::of)
                .onFailure()
                .invoke(failure -> failures.note("A kept request is not checked and stays in quarantine", failure))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .chain(read -> read.isPresent()
                        ? settle(request, sealed.entry(), read.get())
                        : Uni.createFrom().item(ReplayResult.FAILED));
    }

    private Uni<ReplayResult> settle(Callback request, QuarantineEntry entry, Reread read) {
        return journal.append(read.entries(), request.content().length).chain(() -> settle(entry, read));
    }

    private Uni<ReplayResult> settle(QuarantineEntry entry, Reread read) {
        if (read.problems().isEmpty()) {
            return remove(entry);
        }
        return entries.tried(entry.id(), read.problems().get(0), read.verified())
                .replaceWith(read.verified() ? ReplayResult.UNREADABLE : ReplayResult.NOT_AUTHENTIC);
    }

    private Uni<ReplayResult> remove(QuarantineEntry entry) {
        return entries.delete(entry.id()).replaceWith(ReplayResult.REPLAYED);
    }
}
