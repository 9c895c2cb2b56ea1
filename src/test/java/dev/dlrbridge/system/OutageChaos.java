package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.PortalStatistics;
import dev.dlrbridge.system.NetworkProxy.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A bridge under load that dies at random, as its database does; whose networks to database and portals turn bad, whose
 * clock jumps, whose tokens expire and whose portals fail.
 */
class OutageChaos {
    private static final int PORTALS = 4;
    private static final int PER_SECOND = 60;
    private static final int TOKEN_SECONDS = 30;
    private static final Duration LARGEST_JUMP = Duration.ofHours(2);

    /** Of calls, one in a hundred each. */
    private static final List<Fault> FAULTS = Stream.of(
                    Fault.of(FaultKind.RESET),
                    Fault.of(FaultKind.HTML_502),
                    Fault.of(FaultKind.TRUNCATED_JSON),
                    Fault.error("INTERNAL_SERVER_ERROR"))
            .map(fault -> fault.atRate(0.01))
            .toList();

    private static final Duration UNTIL_RECOVERED = Duration.ofSeconds(120);
    private static final Duration UNTIL_FORWARDED = Duration.ofMinutes(6);

    private final Chaos chaos = Chaos.configured("OutageChaos");
    private final Random random = chaos.random();
    private final Path directory = Workplace.fresh("outages");
    private final FakeClock clock = new FakeClock(directory);
    private final NetworkProxy toPortals = new NetworkProxy();
    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.defaults().withRandom(new Random(chaos.seed())).behind(toPortals.port()));
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private final Map<Trouble, Integer> met = new EnumMap<>(Trouble.class);
    private NetworkProxy toDatabase;
    private BridgeProcess bridge;
    private ReportLoad load;

    private enum Trouble {
        BRIDGE_KILLED,
        CLOCK_AHEAD,
        CLOCK_BEHIND,
        DATABASE_STOPS_AT_ONCE,
        DATABASE_KILLED,
        DATABASE_LATE,
        DATABASE_SLOW,
        DATABASE_HALF_OPEN,
        DATABASE_CUT,
        PORTALS_LATE,
        PORTALS_SLOW,
        PORTALS_HALF_OPEN,
        PORTALS_CUT
    }

    @AfterEach
    void endAll() {
        try (sandbox;
                toPortals;
                database;
                NetworkProxy network = toDatabase;
                BridgeProcess process = bridge;
                ReportLoad senders = load) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldShowTheHighestStatusOfEveryAcceptedMessage() {
        // Given
        start();
        AdminClient admin = new AdminClient(bridge::address, OwnServer.ADMIN_TOKEN);
        List<RegisteredPortal> portals = RegisteredPortal.register(
                PORTALS,
                sandbox,
                admin,
                settings -> settings.address("127.0.0.1")
                        .accessTokenSeconds(TOKEN_SECONDS)
                        .strictRefresh(false));
        portals.forEach(portal -> portal.portal().faults().set(FAULTS));
        List<KannelReport> plan = ReportPlan.of(portals, chaos.messagesEach(PORTALS, PER_SECOND), random);

        // When
        load = ReportLoad.start(plan, PER_SECOND);
        for (long end = chaos.end(); System.nanoTime() < end; ) {
            meet(Trouble.values()[random.nextInt(Trouble.values().length)]);
            pause(2_000 + random.nextInt(3_000));
        }
        portals.forEach(portal -> portal.portal().faults().clear());
        load.awaitAllAccepted(chaos.duration().plus(UNTIL_RECOVERED));

        // Then
        Outcome outcome = new Outcome(load.accepted());
        outcome.awaitAllShown(UNTIL_FORWARDED, Duration.ofSeconds(1));
        PortalStatistics seen = sandbox.statistics();
        System.out.printf(
                "OutageChaos: %d reports accepted for %d messages, %d requests unanswered, %d answered 503; %s; %s%n",
                load.accepted().size(), outcome.messages(), load.unanswered(), load.unavailable(), met, seen);
        assertThat(outcome.wentBack()).isEmpty();
        assertThat(load.unexpected()).isEmpty();
        assertThat(seen.limitHits()).isZero();
        assertThat(bridge.program().isAlive()).isTrue();
    }

    private void start() {
        database.start();
        toDatabase = new NetworkProxy(database.port());
        Map<String, String> settings = database.settings();
        settings.put("dlrbridge.database.url", "postgresql://127.0.0.1:" + toDatabase.port() + "/dlrbridge");
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        toPortals.use(sandbox.port());
        bridge = new BridgeProcess(directory, settings);
        bridge.goBy(clock);
        if (!FakeClock.isInstalled()) {
            System.out.println("OutageChaos: without libfaketime, the clock stays right");
        }
        bridge.startUntilReady();
    }

    private void meet(Trouble trouble) {
        met.merge(trouble, 1, Integer::sum);
        switch (trouble) {
            case BRIDGE_KILLED -> {
                bridge.kill();
                pause(random.nextInt(4_000));
                bridge.startUntilReady();
            }
            case CLOCK_AHEAD -> misplaceClock(LARGEST_JUMP);
            case CLOCK_BEHIND -> misplaceClock(LARGEST_JUMP.negated());
            case DATABASE_STOPS_AT_ONCE -> {
                database.crash();
                pause(random.nextInt(4_000));
                database.start();
            }
            case DATABASE_KILLED -> {
                database.kill();
                pause(random.nextInt(4_000));
                database.start();
            }
            case DATABASE_LATE -> worsen(toDatabase, Condition.LATE);
            case DATABASE_SLOW -> worsen(toDatabase, Condition.SLOW);
            case DATABASE_HALF_OPEN -> worsen(toDatabase, Condition.HALF_OPEN);
            case DATABASE_CUT -> worsen(toDatabase, Condition.CUT);
            case PORTALS_LATE -> worsen(toPortals, Condition.LATE);
            case PORTALS_SLOW -> worsen(toPortals, Condition.SLOW);
            case PORTALS_HALF_OPEN -> worsen(toPortals, Condition.HALF_OPEN);
            case PORTALS_CUT -> worsen(toPortals, Condition.CUT);
        }
    }

    private void worsen(NetworkProxy network, Condition condition) {
        network.become(condition);
        pause(2_000 + random.nextInt(5_000));
        network.become(Condition.GOOD);
    }

    private void misplaceClock(Duration furthest) {
        clock.put(furthest.dividedBy(1 + random.nextInt(100)));
        pause(2_000 + random.nextInt(5_000));
        clock.put(Duration.ZERO);
    }

    private static void pause(long milliseconds) {
        LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
    }
}
