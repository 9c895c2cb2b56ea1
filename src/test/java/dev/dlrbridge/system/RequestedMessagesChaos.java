package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.system.RequestingPortals.Message;
import dev.dlrbridge.system.RequestingPortals.Sender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bridge that dies at random, as its database does, while portals ask for messages and gateways report them. */
class RequestedMessagesChaos {
    private static final int PORTALS = 6;
    private static final long BETWEEN_MESSAGES = Duration.ofMillis(20).toNanos();
    private static final Duration UNTIL_RECOVERED = Duration.ofMinutes(3);
    private static final Duration UNTIL_SHOWN = Duration.ofMinutes(6);
    private static final String OF_PORTAL = "sandbox";
    private static final String OF_APPLICATION = "shared";

    private final Chaos chaos = Chaos.configured("RequestedMessagesChaos");
    private final Random random = chaos.random();
    private final Path directory = Workplace.fresh("requested");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withRandom(new Random(chaos.seed())));
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private final RequestingPortals requests = new RequestingPortals();
    private BridgeProcess bridge;
    private SendingIntegrator integrator;
    private int bridgeKills;
    private int databaseKills;

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                BridgeProcess process = bridge;
                SendingIntegrator program = integrator;
                RequestingPortals portals = requests) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldHandOverEachRequestedMessageOnceAndShowWhatItsGatewayReportedLast() {
        // Given
        start();
        AdminClient admin = new AdminClient(bridge::address, OwnServer.ADMIN_TOKEN);
        List<Sender> senders = senders(RegisteredPortal.register(PORTALS, sandbox, admin), admin);

        // When
        Thread killer = new Thread(this::killAtRandom);
        killer.start();
        for (long end = chaos.end(), due = System.nanoTime(); System.nanoTime() < end; due += BETWEEN_MESSAGES) {
            LockSupport.parkNanos(due - System.nanoTime());
            requests.request(senders, random);
        }
        await().atMost(UNTIL_RECOVERED).until(() -> !killer.isAlive());
        await().atMost(UNTIL_RECOVERED).pollInterval(Duration.ofMillis(200)).until(requests::areAllTaken);

        // Then
        List<Message> taken = requests.taken();
        await().atMost(UNTIL_RECOVERED)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(missing(taken)).isEmpty());
        await().atMost(UNTIL_RECOVERED).until(integrator::hasReportedAll);
        await().atMost(UNTIL_SHOWN)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(wrong(taken)).isEmpty());
        System.out.printf(
                "RequestedMessagesChaos: %d messages, %d posts repeated, %d calls of the integrator; bridge killed %d times,"
                        + " database %d times; %s%n",
                taken.size(),
                requests.repeated(),
                integrator.calls(),
                bridgeKills,
                databaseKills,
                sandbox.statistics());
        assertThat(toldTwice()).isEmpty();
        assertThat(bridgeKills + databaseKills).isPositive();
        assertThat(sandbox.statistics().limitHits()).isZero();
    }

    private void start() {
        database.start();
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        bridge = new BridgeProcess(directory, settings);
        bridge.startUntilReady();
        integrator = new SendingIntegrator(bridge::address);
    }

    /** Each portal sends by a channel of its own, and by one that it shares with the others. */
    private List<Sender> senders(List<RegisteredPortal> portals, AdminClient admin) {
        List<Sender> senders = new ArrayList<>();
        Set.copyOf(portals.stream()
                        .map(portal -> portal.portal().settings().clientId())
                        .toList())
                .forEach(clientId -> {
                    admin.registerForApplication(clientId, OF_APPLICATION);
                    admin.registerEndpoint(clientId, integrator.url(), "message.requested");
                });
        for (RegisteredPortal portal : portals) {
            for (String code : List.of(OF_PORTAL, OF_APPLICATION)) {
                senders.add(new Sender(portal, code, admin.handler(portal.portal())));
            }
        }
        return senders;
    }

    /** The bridge first and then the database, so that a short run meets both. */
    private void killAtRandom() {
        Random order = chaos.random();
        for (long end = chaos.end(); System.nanoTime() < end; ) {
            pause(2_000 + order.nextInt(6_000));
            if (bridgeKills == 0 || databaseKills > 0 && order.nextInt(3) > 0) {
                bridgeKills++;
                bridge.kill();
                pause(order.nextInt(2_000));
                bridge.startUntilReady();
            } else {
                databaseKills++;
                database.kill();
                pause(order.nextInt(2_000));
                database.start();
            }
        }
    }

    private List<String> missing(List<Message> taken) {
        Set<String> received = integrator.webhookIds().keySet();
        return taken.stream()
                .map(Message::id)
                .filter(id -> !received.contains(id))
                .limit(10)
                .toList();
    }

    private static List<String> wrong(List<Message> taken) {
        return taken.stream()
                .filter(message -> shown(message) != SendingIntegrator.end(message.id()))
                .map(message -> message.id() + " of " + message.sender().senderCode() + ": "
                        + SendingIntegrator.end(message.id()) + " reported, portal shows " + shown(message))
                .limit(10)
                .toList();
    }

    private static MessageStatus shown(Message message) {
        return message.sender()
                .portal()
                .portal()
                .messages()
                .find(message.id())
                .orElseThrow()
                .status();
    }

    private List<String> toldTwice() {
        return integrator.webhookIds().entrySet().stream()
                .filter(message -> message.getValue().size() > 1)
                .map(Map.Entry::toString)
                .toList();
    }

    private static void pause(long milliseconds) {
        LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
    }
}
