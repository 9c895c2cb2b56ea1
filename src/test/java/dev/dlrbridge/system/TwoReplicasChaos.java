package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.PortalStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas under load, one of them killed every 10 s, before portals and an OAuth server that fail at random. */
class TwoReplicasChaos {
    private static final int PORTALS = 20;
    private static final int PER_SECOND = 60;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(10);
    private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(120);
    private static final Duration UNTIL_FORWARDED = Duration.ofMinutes(6);
    private static final long MANY = 1_000_000;

    /** Refreshes of one replica under way at the same time, whose answers a kill can lose. */
    private static final int REFRESHES_UNDER_WAY = 16;

    private final Chaos chaos = Chaos.configured("TwoReplicasChaos");
    private final Random random = chaos.random();
    private final Path directory = Workplace.fresh("replicas");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withRandom(new Random(chaos.seed())));
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private final List<BridgeProcess> replicas = new ArrayList<>();
    private NetworkProxy balancer;
    private AdminClient admin;
    private List<RegisteredPortal> portals;
    private ReportLoad load;

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                NetworkProxy network = balancer;
                ReportLoad senders = load) {
            replicas.forEach(BridgeProcess::close);
        }
    }

    @ParameterizedTest(name = "strict single use of refresh tokens: {0}")
    @ValueSource(booleans = {false, true})
    void shouldShowTheHighestStatusOfEveryAcceptedMessage(boolean strict) throws Exception {
        // Given
        startReplicas();
        portals = RegisteredPortal.register(
                PORTALS,
                sandbox,
                admin,
                settings -> settings.accessTokenSeconds(30).strictRefresh(strict));
        List<KannelReport> plan = ReportPlan.of(portals, chaos.messagesEach(PORTALS, PER_SECOND), random);
        portals.forEach(portal -> portal.portal().faults().set(faults()));
        portals.get(0)
                .portal()
                .faults()
                .set(List.of(Fault.of(FaultKind.RESET).onOAuth().times(1)));
        portals.get(0).portal().expireAccessTokens();

        // When
        load = ReportLoad.start(plan, PER_SECOND);
        int kills = killOneAfterAnother();
        load.awaitAllAccepted(UNTIL_ACCEPTED);
        long lostAnswers =
                1 + portals.stream().mapToLong(TwoReplicasChaos::lostAnswers).sum();
        portals.forEach(portal -> portal.portal().faults().clear());
        replicas.forEach(BridgeProcess::awaitReady);

        // Then
        Outcome outcome = new Outcome(load.accepted());
        List<String> parked = untilForwardedOrParked(outcome);
        assertThat(parked).allMatch(reason -> strict && reason.equals("INVALID_GRANT"));
        assertThat(parked).as("portals whose chain was cut").hasSizeGreaterThanOrEqualTo(strict ? 1 : 0);
        portals.stream()
                .filter(portal -> admin.isParked(portal.portal()))
                .forEach(portal -> admin.install(portal.portal()));
        outcome.awaitAllShown(UNTIL_FORWARDED, Duration.ofSeconds(1));
        PortalStatistics seen = sandbox.statistics();
        System.out.printf(
                "TwoReplicasChaos: strict %s; %d reports accepted for %d messages, %d kills, %d requests unanswered, %d"
                        + " answered 503; %d portals parked; %d answers of the OAuth server lost; %s%n",
                strict,
                load.accepted().size(),
                outcome.messages(),
                kills,
                load.unanswered(),
                load.unavailable(),
                parked.size(),
                lostAnswers,
                seen);
        assertThat(outcome.wentBack()).isEmpty();
        assertThat(load.unexpected()).isEmpty();
        assertThat(seen.limitHits()).isZero();
        assertThat(seen.refreshes()).isPositive();
        assertThat(seen.needlessRefreshes())
                .as("refreshes of a pair still good")
                .isZero();
        assertThat(seen.repeatedRefreshes())
                .as("refreshes by a token used before")
                .isLessThanOrEqualTo(lostAnswers + (long) kills * REFRESHES_UNDER_WAY);
    }

    private void startReplicas() {
        database.start();
        Map<String, String> settings = database.settings();
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        for (String name : List.of("one", "two")) {
            BridgeProcess replica = new BridgeProcess(inside(name), settings);
            replica.startUntilReady();
            replicas.add(replica);
        }
        balancer = new NetworkProxy(replicas.stream()
                .mapToInt(replica -> replica.address("/").getPort())
                .toArray());
        admin = new AdminClient(balancer.with(replicas.get(0)), OwnServer.ADMIN_TOKEN);
    }

    private Path inside(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One call of ten, and one refresh of ten. */
    private static List<Fault> faults() {
        return List.of(
                Fault.timed(FaultKind.HANG, 20_000).atRate(0.01),
                Fault.timed(FaultKind.HANG, 50_000).atRate(0.01),
                Fault.of(FaultKind.HANG).atRate(0.005),
                Fault.of(FaultKind.CUT).atRate(0.01),
                Fault.of(FaultKind.RESET).atRate(0.015),
                Fault.of(FaultKind.HTML_502).atRate(0.01),
                Fault.of(FaultKind.HTML_200).atRate(0.01),
                Fault.of(FaultKind.TRUNCATED_JSON).atRate(0.01),
                Fault.error("INTERNAL_SERVER_ERROR").atRate(0.01),
                Fault.error("CONNECTION_ERROR").atRate(0.01),
                Fault.of(FaultKind.RESET).onOAuth().atRate(0.05).times(MANY),
                Fault.of(FaultKind.HTML_502).onOAuth().atRate(0.05));
    }

    /** Answers of the OAuth server that this portal's faults have lost after the refresh was done. */
    private static long lostAnswers(RegisteredPortal portal) {
        return portal.portal().faults().list().stream()
                .filter(fault -> fault.count() > 1 && fault.count() <= MANY)
                .mapToLong(fault -> MANY - fault.count())
                .sum();
    }

    /** @return the number of kills; the other one is ready at each, and the killed one is started again at once */
    private int killOneAfterAnother() {
        int kills = 0;
        for (long end = chaos.end(); System.nanoTime() < end; kills++) {
            LockSupport.parkNanos(Math.min(BETWEEN_KILLS.toNanos(), end - System.nanoTime()));
            int victim = random.nextInt(replicas.size());
            replicas.get(1 - victim).awaitReady();
            replicas.get(victim).kill();
            replicas.get(victim).start();
        }
        return kills;
    }

    /** Waits until nothing is missing any more but at parked portals; returns why they are parked. */
    private List<String> untilForwardedOrParked(Outcome outcome) {
        await().atMost(UNTIL_FORWARDED)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(outcome.wrong(portal -> !admin.isParked(portal)))
                        .isEmpty());
        return portals.stream()
                .filter(portal -> admin.isParked(portal.portal()))
                .map(portal -> admin.reason(portal.portal()))
                .toList();
    }
}
