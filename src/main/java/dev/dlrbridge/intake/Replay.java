package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.journal.JournalException;
import dev.dlrbridge.journal.QuarantineEntries;
import dev.dlrbridge.journal.QuarantineEntry;
import dev.dlrbridge.journal.ReplayResult;
import dev.dlrbridge.journal.SealedRequest;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.UnreadableSecretException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reads requests in quarantine again, as the profile and the channel are now. */
@ApplicationScoped
public class Replay {
    private static final Logger LOG = Logger.getLogger(Replay.class);

    private final Channels channels;
    private final Gateways gateways;
    private final Journal journal;
    private final QuarantineEntries entries;
    private final QuarantineDoor door;
    private final Authenticity authenticity;
    private final RequestCheck check;

    Replay(
            Channels channels,
            Gateways gateways,
            Journal journal,
            QuarantineEntries entries,
            QuarantineDoor door,
            Authenticity authenticity,
            RequestCheck check) {
        this.channels = channels;
        this.gateways = gateways;
        this.journal = journal;
        this.entries = entries;
        this.door = door;
        this.authenticity = authenticity;
        this.check = check;
    }

    /** Replays one entry; empty if there is none. Fails with a {@link JournalException} when the database is away. */
    public Uni<Optional<ReplayResult>> byId(UUID id) {
        return entries.find(id)
                .chain(found -> found.isPresent()
                        ? replay(found.get()).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    /** A crash between the commit and the removal only repeats the replay, which does no harm. */
    Uni<ReplayResult> replay(SealedRequest sealed) {
        return channels.find(sealed.entry().channelId())
                .chain(channel -> channel.isPresent()
                                && gateways.find(channel.get().gateway()).isPresent()
                        ? replay(sealed, channel.get())
                        : Uni.createFrom().item(ReplayResult.FAILED))
                .onFailure(failure ->
                        failure instanceof JournalException.Unstorable || failure instanceof UnreadableSecretException)
                .recoverWithItem(ReplayResult.FAILED);
    }

    private Uni<ReplayResult> replay(SealedRequest sealed, Channel channel) {
        Callback request = door.open(sealed);
        return check(request, sealed.entry(), channel)
                .map(Optional::of)
                .onFailure()
                .invoke(failure -> LOG.debug("A kept request cannot be checked now", failure))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .chain(checked -> checked.isPresent()
                        ? settle(request, sealed.entry(), checked.get())
                        : Uni.createFrom().item(ReplayResult.FAILED));
    }

    /** By the clock of its arrival: what was in time then is not too old now. */
    private Uni<Checked> check(Callback request, QuarantineEntry entry, Channel channel) {
        Gateway gateway = gateways.find(channel.gateway()).orElseThrow();
        Caller.Known caller =
                new Caller.Known(CallbackPath.parse(request.path()).orElseThrow(), channel, gateway);
        if (entry.verified()) {
            return check.read(request, caller);
        }
        return authenticity
                .verify(request, caller, entry.receivedAt())
                .chain(verdict -> verdict instanceof Verdict.Authentic
                        ? check.read(request, caller)
                        : Uni.createFrom().item(Checked.unverified(entry.reason())));
    }

    private Uni<ReplayResult> settle(Callback request, QuarantineEntry entry, Checked checked) {
        return checked.fold(
                challenge -> remove(entry),
                read -> journal.append(read.entries(), request.content().length).chain(() -> settle(entry, read)));
    }

    private Uni<ReplayResult> settle(QuarantineEntry entry, Checked.Read read) {
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
