package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.quarantine.KeptReader;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.callback.CallbackPath;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Checks requests of quarantine as those that arrive. */
@ApplicationScoped
class KeptRequestCheck implements KeptReader {
    private final Authenticity authenticity;
    private final RequestCheck check;

    KeptRequestCheck(Authenticity authenticity, RequestCheck check) {
        this.authenticity = authenticity;
        this.check = check;
    }

    @Override
    public Uni<Reread> read(Callback request, QuarantineEntry entry, Channel channel, Gateway gateway) {
        Caller.Known caller =
                new Caller.Known(CallbackPath.parse(request.path()).orElseThrow(), channel, gateway);
        return check(request, entry, caller)
                .map(checked -> checked.fold(
                        challenge -> new Reread(List.of(), List.of(), true),
                        read -> new Reread(read.entries(), read.problems(), read.verified())));
    }

    /** By the clock of its arrival: what was in time then is not too old now. */
    private Uni<Checked> check(Callback request, QuarantineEntry entry, Caller.Known caller) {
        if (entry.verified()) {
            return check.read(request, caller);
        }
        return authenticity
                .verify(request, caller, entry.receivedAt())
                .chain(verdict -> verdict instanceof Verdict.Authentic
                        ? check.read(request, caller)
                        : Uni.createFrom().item(Checked.unverified(entry.reason())));
    }
}
