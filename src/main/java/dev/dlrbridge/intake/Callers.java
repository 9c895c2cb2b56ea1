package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.trace.Failures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the channel of a callback address. What is not remembered costs a look-up in the database, of which each address
 * may cause so many in vain; beyond that, only a key that exists is looked up. So a known key goes on working, whoever
 * else calls from the same address, as all do behind one proxy.
 */
@Singleton
class Callers {
    /** In vain, a second; ten seconds' worth may come at once. */
    private static final int LOOK_UPS_OF_ADDRESS = 2;

    private static final int LOOK_UPS_OF_ALL = 50;
    private static final String ALL = "all";

    private final Channels channels;
    private final Gateways gateways;
    private final IntakeConfig config;
    private final RateLimit<String> ofAddresses = new RateLimit<>(LOOK_UPS_OF_ADDRESS);
    private final RateLimit<String> ofAll = new RateLimit<>(LOOK_UPS_OF_ALL);
    private final Failures.Place failures;
    private final Job job;

    Callers(Channels channels, Gateways gateways, IntakeConfig config, Failures failures, Jobs jobs) {
        this.channels = channels;
        this.gateways = gateways;
        this.config = config;
        this.failures = failures.at("callback-look-up", Callers.class);
        this.job = jobs.inMemory("callers", Callers.class, "Callers of long ago are remembered for longer");
    }

    /** Empty if the database must be asked. */
    Optional<Caller> remembered(Optional<CallbackPath> path) {
        return path.filter(named -> Channels.isKey(named.key())).isEmpty()
                ? Optional.of(new Caller.Stranger(Refusal.UNKNOWN_CALLBACK))
                : channels.remembered(path.get().key())
                        .map(channel -> caller(path.get(), channel, Refusal.UNKNOWN_CALLBACK));
    }

    /** Never fails. */
    Uni<Caller> find(CallbackPath path, Supplier<String> address) {
        return Uni.createFrom()
                .deferred(() -> lookUp(path, address.get()))
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure()
                .recoverWithItem(this::notNow);
    }

    private Uni<Caller> lookUp(CallbackPath path, String address) {
        long now = System.nanoTime();
        if (!ofAddresses.hasRoom(address, now) || !ofAll.hasRoom(ALL, now)) {
            return channels.byKeyThatExists(path.key()).map(channel -> caller(path, channel, Refusal.TOO_MANY_UNKNOWN));
        }
        add(address, 1, now);
        return channels.byKey(path.key())
                .invoke(channel -> add(address, channel.isPresent() ? -1 : 0, now))
                .map(channel -> caller(path, channel, Refusal.UNKNOWN_CALLBACK));
    }

    private void add(String address, int inVain, long now) {
        ofAddresses.add(address, inVain, now);
        ofAll.add(ALL, inVain, now);
    }

    private Caller caller(CallbackPath path, Optional<Channel> channel, Refusal refusal) {
        return channel.filter(found -> found.gateway().equals(path.gateway()))
                .flatMap(found ->
                        gateways.find(found.gateway()).<Caller>map(gateway -> new Caller.Known(path, found, gateway)))
                .orElseGet(() -> new Caller.Stranger(refusal));
    }

    private Caller notNow(Throwable cause) {
        failures.note("A gateway is told to call again, since its callback was not looked up", cause);
        return new Caller.Stranger(Refusal.UNAVAILABLE);
    }

    @Scheduled(every = "15s", delayed = "5s", identity = "callers")
    Uni<Void> forget() {
        return job.run(() -> {
            long now = System.nanoTime();
            ofAddresses.forgetEmpty(now);
            ofAll.forgetEmpty(now);
            return Uni.createFrom().voidItem();
        });
    }
}
