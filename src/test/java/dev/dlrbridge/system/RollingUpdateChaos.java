package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.PortalStatistics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One replica after another is replaced under load, as a Deployment does it: the next is ready before the one before is
 * asked to end, and that one is given no new connection from then on but goes on answering on those it has.
 */
class RollingUpdateChaos {
    private static final int PORTALS = 30;
    private static final int PER_SECOND = 500;
    private static final int CONNECTIONS = 32;
    private static final int FEWEST_UPDATES = 2;
    private static final int TERMINATED = 143;
    private static final Duration UNREADY = Duration.ofSeconds(3);
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(40);
    private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(120);
    private static final Duration UNTIL_FORWARDED = Duration.ofMinutes(6);

    private final Chaos chaos = Chaos.configured("RollingUpdateChaos");
    private final Random random = chaos.random();
    private final Path directory = Workplace.fresh("rolling-update");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withRandom(new Random(chaos.seed())));
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private BridgeProcess serving;
    private BridgeProcess next;
    private NetworkProxy balancer;
    private ReportLoad load;

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                NetworkProxy network = balancer;
                ReportLoad senders = load;
                BridgeProcess one = serving;
                BridgeProcess other = next) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldLoseNothingAndRefuseNothingForGoodWhileReplicasAreReplaced() {
        // Given
        startReplicas();
        AdminClient admin = new AdminClient(balancer.with(serving), OwnServer.ADMIN_TOKEN);
        List<RegisteredPortal> portals = RegisteredPortal.register(PORTALS, sandbox, admin);
        List<KannelReport> plan = ReportPlan.of(portals, chaos.messagesEach(PORTALS, PER_SECOND), random);

        // When
        load = ReportLoad.startKeepingRate(plan, PER_SECOND, CONNECTIONS);
        int updates = replaceOneAfterAnother();
        load.awaitAllAccepted(UNTIL_ACCEPTED);

        // Then
        Outcome outcome = new Outcome(load.accepted());
        outcome.awaitAllShown(UNTIL_FORWARDED, Duration.ofSeconds(1));
        PortalStatistics seen = sandbox.statistics();
        System.out.printf(
                "RollingUpdateChaos: %d reports accepted for %d messages, %.0f a second; %d updates, %d requests"
                        + " unanswered, %d answered 503; %s%n",
                load.accepted().size(),
                outcome.messages(),
                load.acceptedPerSecond(),
                updates,
                load.unanswered(),
                load.unavailable(),
                seen);
        assertThat(load.unexpected())
                .as("answers after which no gateway repeats")
                .isEmpty();
        assertThat(outcome.wentBack()).isEmpty();
        assertThat(seen.limitHits()).isZero();
    }

    private void startReplicas() {
        database.start();
        Map<String, String> settings = database.settings();
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        settings.put("quarkus.shutdown.delay", UNREADY.toString());
        serving = new BridgeProcess(Workplace.fresh("rolling-one"), settings);
        next = new BridgeProcess(Workplace.fresh("rolling-two"), settings);
        serving.startUntilReady();
        balancer = new NetworkProxy(port(serving));
    }

    /** @return the number of replacements */
    private int replaceOneAfterAnother() {
        int updates = 0;
        for (long end = chaos.end(); updates < FEWEST_UPDATES || System.nanoTime() < end; updates++) {
            next.startUntilReady();
            balancer.use(port(next));
            serving.program().terminate();
            awaitUnreadyButAnswering();
            assertThat(serving.program().awaitExit(ORDERLY_STOP)).isIn(0, TERMINATED);
            BridgeProcess ended = serving;
            serving = next;
            next = ended;
        }
        return updates;
    }

    /** What a balancer sees of a replica that stops in order. */
    private void awaitUnreadyButAnswering() {
        await().atMost(UNREADY)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(serving.health("ready").statusCode()).isEqualTo(503));
        assertThat(statusOfUnknownCallback()).as("answered while unready").isEqualTo(404);
    }

    private int statusOfUnknownCallback() {
        try {
            return new Http().get(serving.address("/dlr/kannel/unknown")).statusCode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int port(BridgeProcess replica) {
        return replica.address("/").getPort();
    }
}
