package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away under a living bridge and comes back. */
class DatabaseOutageIT {
    private static final Duration PROMPT = Duration.ofSeconds(3);
    private static final Duration UNTIL_BACK = Duration.ofSeconds(30);
    private static final Duration UNTIL_FORWARDED = Duration.ofSeconds(120);

    private final Path directory = Workplace.fresh("outage");
    private final Http http = new Http();
    private final Random random = new Random(2);
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private final List<KannelReport> accepted = new ArrayList<>();
    private BridgeProcess bridge;
    private RegisteredPortal portal;
    private ReportLoad load;

    @BeforeEach
    void startAll() {
        database.start();
        Map<String, String> settings = database.settings();
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        bridge = new BridgeProcess(directory, settings);
        bridge.startUntilReady();
        portal = RegisteredPortal.register(1, sandbox, new AdminClient(bridge::address, OwnServer.ADMIN_TOKEN))
                .get(0);
    }

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                BridgeProcess process = bridge;
                ReportLoad senders = load) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldRefuseWhileTheDatabaseIsAwayAndGoOnWhenItIsBack() throws IOException {
        // Given
        reportUntilAccepted();

        // When
        database.stop();

        // Then
        assertRefusesButLives();
        database.start();
        assertGoesOn();

        // When
        database.crash();

        // Then
        assertRefusesButLives();
        database.start();
        assertGoesOn();
        assertAllForwarded();
        assertThat(bridge.program().isAlive()).isTrue();
    }

    @Test
    void shouldLoseNothingWhenTheDatabaseCrashesUnderLoad() {
        // Given
        List<KannelReport> plan = ReportPlan.of(List.of(portal), 600, random);
        load = ReportLoad.start(plan, 400);
        load.awaitAccepted(plan.size() / 3);

        // When
        database.crash();
        load.awaitUnavailable(20);
        database.start();
        load.awaitAllAccepted();

        // Then
        accepted.addAll(load.accepted());
        assertAllForwarded();
        assertThat(load.unexpected()).isEmpty();
        assertThat(load.unanswered()).isZero();
        System.out.printf(
                "DatabaseOutageIT: %d reports accepted, %d answered 503 meanwhile; %s%n",
                accepted.size(), load.unavailable(), sandbox.statistics());
    }

    private void assertRefusesButLives() throws IOException {
        KannelReport report = newReport();
        long before = System.nanoTime();
        HttpResponse<String> answer = http.get(report.address());
        Duration taken = Duration.ofNanos(System.nanoTime() - before);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(taken).isLessThan(PROMPT);
        HttpResponse<String> readiness = bridge.health("ready");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("the database does not answer");
        assertThat(bridge.health("live").statusCode()).isEqualTo(200);
    }

    private void assertGoesOn() {
        long before = System.nanoTime();
        reportUntilAccepted();
        await().atMost(UNTIL_BACK)
                .untilAsserted(
                        () -> assertThat(bridge.health("ready").statusCode()).isEqualTo(200));
        assertAllForwarded();
        System.out.printf(
                "DatabaseOutageIT: forwarded %d ms after the database was back%n",
                Duration.ofNanos(System.nanoTime() - before).toMillis());
    }

    private void reportUntilAccepted() {
        KannelReport report = newReport();
        await().atMost(UNTIL_BACK)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        assertThat(http.get(report.address()).statusCode()).isEqualTo(200));
        accepted.add(report);
    }

    private void assertAllForwarded() {
        Outcome outcome = new Outcome(accepted);
        outcome.awaitAllShown(UNTIL_FORWARDED, Duration.ofMillis(100));
        assertThat(outcome.wentBack()).isEmpty();
        assertThat(sandbox.statistics().limitHits()).isZero();
    }

    private KannelReport newReport() {
        return new KannelReport(portal, ReportPlan.newMessage(portal, random), MessageStatus.DELIVERED);
    }
}
