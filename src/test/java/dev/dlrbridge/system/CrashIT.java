package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.PortalStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge is killed as by {@code kill -9}, under load, and loses nothing that it has accepted. */
@NeedsVirtualMachine
class CrashIT {
    private static final int PORTALS = 20;
    private static final int MESSAGES_EACH = 100;
    private static final int PER_SECOND = 400;
    private static final Duration UNTIL_FORWARDED = Duration.ofSeconds(120);

    /** As if the bridge had been down for longer than a call may still be executed by a portal. */
    private static final String LET_TIME_PASS = """
            UPDATE message
               SET in_flight_until = in_flight_until - interval '80 s',
                   due_at = due_at - interval '80 s'
             WHERE in_flight_until > now()
            """;

    private static final String IN_FLIGHT = "SELECT count(*) FROM message WHERE in_flight_until > now()";

    private final Path directory = Workplace.fresh("crash");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Path dataDirectory = Workplace.withPrograms(directory.resolve("data"));
    private final BridgeProcess bridge = new BridgeProcess(directory, settings());
    private final EmbeddedData data = new EmbeddedData(dataDirectory);
    private ReportLoad load;

    @AfterEach
    void endAll() {
        try (sandbox;
                data;
                bridge;
                ReportLoad senders = load) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldForwardTheHighestStatusOfEveryMessageWhenKilledUnderLoad() throws Exception {
        // Given
        bridge.configure("dlrbridge.forwarding.enabled", "false");
        Duration firstStart = bridge.startUntilReady();
        List<RegisteredPortal> portals = RegisteredPortal.register(PORTALS, sandbox, admin());
        portals.forEach(portal -> portal.portal().faults().set(List.of(Fault.timed(FaultKind.DELAY, 1000))));
        List<KannelReport> plan = ReportPlan.of(portals, MESSAGES_EACH, new Random(1));

        // When
        load = ReportLoad.start(plan, PER_SECOND);
        load.awaitAccepted(plan.size() / 4);
        int requestsCut = killWhileCommitsAreUnderWay();
        bridge.configure("dlrbridge.forwarding.enabled", "true");
        Duration secondStart = bridge.startUntilReady();
        load.awaitAccepted(plan.size() * 2 / 3);
        await().until(() -> data.count(IN_FLIGHT), inFlight -> inFlight >= 1);
        requestsCut += killWhileCommitsAreUnderWay();
        data.awaitNoCallers();
        int inFlight = data.update(LET_TIME_PASS);
        Duration thirdStart = bridge.startUntilReady();
        load.awaitAllAccepted();
        long forwardingFrom = System.nanoTime();

        // Then
        assertThat(missingFromHistory(load.accepted())).isEmpty();
        Outcome outcome = new Outcome(load.accepted());
        outcome.awaitAllShown(UNTIL_FORWARDED, Duration.ofMillis(250));
        PortalStatistics seen = sandbox.statistics();
        System.out.printf(
                "CrashIT: %d reports accepted for %d messages; 2 kills with %d requests under way and %d messages in"
                        + " flight; starts %.1f, %.1f, %.1f s; %d requests unanswered, %d answered 503; all forwarded"
                        + " %.1f s after the last report; %s%n",
                load.accepted().size(),
                outcome.messages(),
                requestsCut,
                inFlight,
                seconds(firstStart),
                seconds(secondStart),
                seconds(thirdStart),
                load.unanswered(),
                load.unavailable(),
                seconds(Duration.ofNanos(System.nanoTime() - forwardingFrom)),
                seen);
        assertThat(requestsCut).as("requests under way at the kills").isPositive();
        assertThat(inFlight).as("messages in flight at the second kill").isPositive();
        assertThat(outcome.wentBack()).isEmpty();
        assertThat(load.unexpected()).isEmpty();
        assertThat(seen.limitHits()).isZero();
    }

    /** A lock makes the moment between a request and its commit long enough to be met for certain. */
    private int killWhileCommitsAreUnderWay() throws SQLException {
        try (Connection connection = data.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE report IN ACCESS EXCLUSIVE MODE");
            await().pollInterval(Duration.ofMillis(20)).until(data::waitingForALock, waiting -> waiting >= 1);
            int underWay = load.requestsUnderWay();
            bridge.kill();
            connection.rollback();
            return underWay;
        }
    }

    private List<KannelReport> missingFromHistory(List<KannelReport> accepted) throws SQLException {
        Map<String, Integer> history = new HashMap<>();
        try (Connection connection = data.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT message_id || ' ' || raw_status FROM report")) {
            while (rows.next()) {
                history.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        return accepted.stream()
                .filter(report -> !history.containsKey(report.messageId() + " " + report.type()))
                .toList();
    }

    private Map<String, String> settings() {
        Map<String, String> settings =
                new HashMap<>(SandboxSettings.of(sandbox.oauthUrl().toString()));
        settings.put("dlrbridge.database.embedded.directory", dataDirectory.toString());
        settings.put("dlrbridge.forwarding.lease", "6s");
        return settings;
    }

    private AdminClient admin() throws IOException {
        return new AdminClient(bridge::address, Files.readString(dataDirectory.resolve("admin-token")));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
