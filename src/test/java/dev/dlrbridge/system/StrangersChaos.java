package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Strangers without a callback key try to take the bridge's memory or time, with the options of the image. A gateway's
 * reports are accepted meanwhile, all of them, and nearly as fast as before; how fast, it judges in the long form only.
 */
class StrangersChaos {
    private static final int PORTALS = 20;
    private static final Path OPTIONS = Path.of("src/main/docker/jvm.options").toAbsolutePath();
    private static final Pattern MEMORY_LIMIT = Pattern.compile("limits:\\s+cpu: \\S+\\s+memory: (\\d+)Mi");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int SLOWER_AT_MOST = 5;
    /** Below it, a factor says more about the machine's other work than about the bridge. */
    private static final Duration NOTHING = Duration.ofMillis(5);
    /** In less time, a few slow answers are one in a hundred, and the virtual machine is not warm. */
    private static final Duration LONG_ENOUGH_TO_JUDGE = Duration.ofSeconds(30);

    private final Chaos chaos = Chaos.configured("StrangersChaos");
    private final Random random = chaos.random();
    private final Duration each = chaos.duration().dividedBy(10);
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withRandom(new Random(chaos.seed())));
    private final OwnServer database =
            new OwnServer(Workplace.fresh("strangers").resolve("database"));
    private BridgeProcess bridge;

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                BridgeProcess one = bridge) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldGoOnAcceptingReportsWhateverStrangersSend() throws IOException {
        // Given
        database.start();
        Map<String, String> settings = database.settings();
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        bridge = new BridgeProcess(Workplace.fresh("strangers"), settings, List.of("@" + OPTIONS));
        bridge.startUntilReady();
        AdminClient admin = new AdminClient(bridge::address, OwnServer.ADMIN_TOKEN);
        List<RegisteredPortal> portals = RegisteredPortal.register(PORTALS, sandbox, admin);
        Supplier<URI> reports = reports(portals);
        SteadyGateway.send(reports, each.dividedBy(2)); // the virtual machine gets warm
        SteadyGateway quiet = SteadyGateway.send(reports, each);
        System.out.printf("StrangersChaos: quiet, 99 %% within %s%n", quiet.slowest99th());

        // When
        List<String> broken = new ArrayList<>();
        for (Attack attack : Attack.values()) {
            try (Intruders intruders = attack.begin(bridge.address("").getPort(), new Random(chaos.seed()))) {
                SteadyGateway during = SteadyGateway.send(reports, each);
                broken.addAll(broken(attack.name(), intruders.tally(), quiet, during));
            }
        }
        try (StreamFlood flood = new StreamFlood(bridge.address("").getPort())) {
            SteadyGateway during = SteadyGateway.send(reports, each);
            broken.addAll(broken("HTTP2_STREAMS", flood.tally(), quiet, during));
        }

        // Then
        long peak = number(PEAK, Path.of("/proc/" + bridge.pid() + "/status")) >> 10;
        System.out.printf("StrangersChaos: at most %d MiB of memory%n", peak);
        assertThat(broken).isEmpty();
        assertThat(bridge.program().isAlive()).isTrue();
        assertThat(peak).isLessThan(number(MEMORY_LIMIT, Path.of("k8s/base/deployment.yaml")));
    }

    /** What was not as it must be during an attack. */
    private List<String> broken(String attack, String tally, SteadyGateway quiet, SteadyGateway during) {
        Duration slowest = during.slowest99th();
        System.out.printf(
                "StrangersChaos: %s (%s): %d reports accepted, %d not, 99 %% within %s; %s of processor time so far%n",
                attack,
                tally,
                during.accepted(),
                during.otherwise().size(),
                slowest,
                bridge.program().processorTime());
        List<String> broken = new ArrayList<>();
        if (!bridge.program().isAlive()) {
            broken.add(attack + ": the bridge ended");
        }
        if (!during.otherwise().isEmpty()) {
            broken.add(attack + ": not accepted: " + during.otherwise().get(0));
        }
        Duration before = quiet.slowest99th().compareTo(NOTHING) > 0 ? quiet.slowest99th() : NOTHING;
        boolean judged = each.compareTo(LONG_ENOUGH_TO_JUDGE) >= 0;
        if (judged && slowest.compareTo(before.multipliedBy(SLOWER_AT_MOST)) > 0) {
            broken.add(attack + ": 99 % within " + slowest + " instead of " + quiet.slowest99th());
        }
        return broken;
    }

    /** The statuses of one message after the other, of each portal in turn. */
    private Supplier<URI> reports(List<RegisteredPortal> portals) {
        AtomicLong number = new AtomicLong();
        return () -> {
            RegisteredPortal portal = portals.get((int) (number.getAndIncrement() % portals.size()));
            String messageId;
            synchronized (random) {
                messageId = ReportPlan.newMessage(portal, random);
            }
            return new KannelReport(portal, messageId, MessageStatus.DELIVERED).address();
        };
    }

    private static long number(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
