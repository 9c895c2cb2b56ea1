package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.forwarding.Outcome.ParkingReason;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.tenant.RefreshOutcome;
import dev.dlrbridge.tenant.Tokens;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Renews the tokens of portals that had nothing to be told for two or three weeks, well before their refresh tokens
 * lapse (<a href="https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html">auto-renewal</a>: never on a timer,
 * save for idle ones). Each portal has an hour of its own.
 */
@ApplicationScoped
class IdleChains {
    private static final int MOST_IN_A_RUN = 500;

    private final Tokens tokens;
    private final PortalAlerts alerts;
    private final Job job;

    IdleChains(Tokens tokens, PortalAlerts alerts, ForwardingConfig config, Jobs jobs) {
        this.tokens = tokens;
        this.alerts = alerts;
        this.job = jobs.job(
                "idle-token-chains",
                IdleChains.class,
                "Tokens that were idle for weeks are renewed in another hour",
                () -> !config.enabled());
    }

    @Scheduled(every = "1h", delayed = "10m", identity = "idle-token-chains")
    Uni<Void> renew() {
        return job.run(() -> tokens.idle(MOST_IN_A_RUN)
                .onItem()
                .transformToMulti(idle -> Multi.createFrom().iterable(idle.entrySet()))
                .onItem()
                .transformToUniAndConcatenate(this::renew)
                .collect()
                .last());
    }

    private Uni<Boolean> renew(Map.Entry<UUID, PortalAccess> portal) {
        return tokens.refresh(portal.getKey(), portal.getValue().accessToken())
                .chain(outcome -> outcome instanceof RefreshOutcome.Refused refused
                        ? park(portal.getKey(), refused)
                        : Uni.createFrom().item(false));
    }

    private Uni<Boolean> park(UUID portal, RefreshOutcome.Refused refused) {
        Disposition disposition = Dispositions.ofRefresh(refused);
        if (disposition == Disposition.RETRY_LATER) {
            return Uni.createFrom().item(false);
        }
        return alerts.park(portal, new ParkingReason(refused.code(), disposition));
    }
}
