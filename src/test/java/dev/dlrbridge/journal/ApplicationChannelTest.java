package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.QUEUED;
import static dev.dlrbridge.gateway.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes through a channel that serves all portals of an application. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ApplicationChannelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MESSAGE = "0123456789abcdef0123456789abcdef";

    private final Destination channel = ofApplication();
    private final UUID portal = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Inject
    Journal journal;

    @Inject
    Messages messages;

    @Inject
    Correlations correlations;

    @Inject
    Rows rows;

    @Test
    void shouldFindThePortalByTheCorrelationWhoeverHasAMessageOfTheSameId() {
        // given
        correlate(Map.of("gw-1", message(portal), "gw-2", message(other)));

        // when
        append(entry("gw-1", null, DELIVERED), entry("gw-2", null, SENT));

        // then
        assertThat(reported(portal)).contains(DELIVERED);
        assertThat(reported(other)).contains(SENT);
        assertThat(messages.reports(portal, MESSAGE).await().atMost(PATIENCE)).hasSize(1);
    }

    @Test
    void shouldAttachToThePortalWhatWaitedForItsCorrelation() {
        // given
        append(entry("gw-1", null, SENT), entry("gw-1", null, DELIVERED), entry("gw-2", null, SENT));

        // when
        correlate(Map.of("gw-1", message(portal)));

        // then
        assertThat(reported(portal)).contains(DELIVERED);
        assertThat(rows.count("unmatched", channel.channelId())).isOne();
    }

    @Test
    void shouldAttachByTheSweepToThePortalWhatLostTheRace() {
        // given
        append(entry("gw-1", null, DELIVERED));
        rows.select(
                "UPDATE correlation SET message_id = $2, to_portal = $3, to_account = 'a' WHERE channel_id = $1",
                Tuple.of(channel.channelId(), MESSAGE, portal));

        // when
        correlations.attachForgotten().await().atMost(PATIENCE);

        // then
        assertThat(reported(portal)).contains(DELIVERED);
        assertThat(rows.count("unmatched", channel.channelId())).isZero();
    }

    @Test
    void shouldLoseNoReportWhenItRacesWithItsCorrelation() {
        // when
        List<Uni<Void>> race = new ArrayList<>();
        List<UUID> portals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            portals.add(UUID.randomUUID());
            String key = "race-" + i;
            race.add(journal.append(List.of(entry(key, null, DELIVERED)), 100));
            race.add(correlations
                    .put(channel, Map.of(key, message(portals.get(i))))
                    .replaceWithVoid());
        }
        Uni.join().all(race).andFailFast().await().atMost(PATIENCE);

        // then
        assertThat(portals).allMatch(known -> reported(known).equals(Optional.of(DELIVERED)));
    }

    @Test
    void shouldBelieveTheReferenceBeforeTheGatewaysId() {
        // given
        correlate(Map.of(Correlations.key("a1b2"), message(portal), "gw-1", message(other)));

        // when
        append(entry("gw-1", "a1b2", DELIVERED));

        // then
        assertThat(reported(portal)).contains(DELIVERED);
        assertThat(reported(other)).isEmpty();
    }

    @Test
    void shouldFindByTheGatewaysIdWhatNamesAnUnknownReference() {
        // given
        correlate(Map.of("gw-1", message(portal)));

        // when
        append(entry("gw-1", "unknown", DELIVERED));

        // then
        assertThat(reported(portal)).contains(DELIVERED);
    }

    @Test
    void shouldReachNobodyThroughTheReferencesOfAnotherApplication() {
        // given
        correlate(Map.of(Correlations.key("a1b2"), message(portal), "gw-1", message(portal)));
        Destination foreign = ofApplication();

        // when
        append(
                new Entry(foreign, null, "a1b2", null, report("gw-1", DELIVERED)),
                new Entry(foreign, null, "a1b2", null, report(null, DELIVERED)),
                new Entry(foreign, null, MESSAGE, null, report(null, DELIVERED)));

        // then
        assertThat(reported(portal)).isEmpty();
        assertThat(rows.count("unmatched", foreign.channelId())).isEqualTo(3);
    }

    @Test
    void shouldKeepAnIdForThePortalThatItWasToldFor() {
        // given
        correlate(Map.of("gw-1", message(portal)));

        // when
        boolean stored = put(Map.of("gw-1", message(other)));

        // then
        assertThat(stored).isFalse();
        append(entry("gw-1", null, SENT));
        assertThat(reported(portal)).contains(SENT);
        assertThat(reported(other)).isEmpty();
    }

    /** Ten thousand of a thousand portals, in batches as they come, in any order. */
    @Test
    void shouldTellAThousandPortalsTheRightStatusesAboutAsFastAsTheirOwnChannels() {
        // given
        Map<UUID, Destination> own = IntStream.range(0, 1000)
                .mapToObj(i -> new Destination(UUID.randomUUID(), "account", UUID.randomUUID(), "sender"))
                .collect(Collectors.toMap(Destination::portalId, Function.identity()));
        List<PortalMessage> told = messagesOf(List.copyOf(own.keySet()));
        Destination last;
        double share;

        // when
        long[] fastest = {Long.MAX_VALUE, Long.MAX_VALUE};
        int turn = 0;
        do {
            Destination shared = ofApplication();
            last = shared;
            fastest[0] = Math.min(fastest[0], intake(told, message -> own.get(message.portalId()), turn));
            fastest[1] = Math.min(fastest[1], intake(told, message -> shared, turn));
            share = (double) fastest[0] / fastest[1];
        } while (++turn < MOST_TURNS && (turn < LEAST_TURNS || share < LEAST_SHARE));

        // then
        System.out.printf("An application's channel takes %.2f of what portals' do, after %d turns%n", share, turn);
        assertThat(share).isGreaterThanOrEqualTo(LEAST_SHARE);
        assertThat(rows
                        .select(
                                "SELECT portal_id, message_id FROM message WHERE channel_id = $1 AND reported = 40",
                                Tuple.of(last.channelId()))
                        .stream()
                        .map(row -> row.getUUID(0) + row.getString(1)))
                .containsExactlyInAnyOrderElementsOf(told.stream()
                        .map(message -> message.portalId() + message.messageId())
                        .toList());
    }

    /** The fastest of some turns counts; other programs on the machine take their time too. */
    private static final int LEAST_TURNS = 2;

    private static final int MOST_TURNS = 12;
    private static final double LEAST_SHARE = 0.9;

    private static List<PortalMessage> messagesOf(List<UUID> portals) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> new PortalMessage(portals.get(i % 1000), "account", "m" + i / 1000 + "-" + i % 1000))
                .toList();
    }

    /** Nanoseconds that three reports of each message take, none of which was known before. */
    private long intake(List<PortalMessage> told, Function<PortalMessage, Destination> channels, int turn) {
        rows.select(
                "DELETE FROM message WHERE portal_id = ANY ($1)",
                Tuple.of(told.stream().map(PortalMessage::portalId).distinct().toArray(UUID[]::new)));
        Map<Destination, Map<String, PortalMessage>> byKey = new HashMap<>();
        told.forEach(message -> byKey.computeIfAbsent(channels.apply(message), to -> new HashMap<>())
                .put(gatewayId(message, turn), message));
        byKey.forEach((to, keys) ->
                assertThat(correlations.put(to, keys).await().atMost(PATIENCE)).isTrue());
        return Stream.of(QUEUED, SENT, DELIVERED)
                .mapToLong(status -> intake(told.stream()
                        .map(message ->
                                new Entry(channels.apply(message), null, report(gatewayId(message, turn), status)))
                        .toList()))
                .sum();
    }

    private static String gatewayId(PortalMessage message, int turn) {
        return "gw-" + turn + "-" + message.messageId();
    }

    private long intake(List<Entry> reports) {
        List<Entry> entries = new ArrayList<>(reports);
        Collections.shuffle(entries, new Random(7));
        long begin = System.nanoTime();
        Uni.join()
                .all(entries.stream()
                        .map(entry -> journal.append(List.of(entry), 100))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
        return System.nanoTime() - begin;
    }

    private static Destination ofApplication() {
        UUID id = UUID.randomUUID();
        return new Destination(id, null, id, "sender");
    }

    private static PortalMessage message(UUID portal) {
        return new PortalMessage(portal, "account", MESSAGE);
    }

    private Entry entry(String gatewayId, String reference, Status status) {
        return new Entry(channel, null, reference, null, report(gatewayId, status));
    }

    private static Report report(String gatewayId, Status status) {
        return new Report(gatewayId, null, null, null, status.word(), status, null, null, null, gatewayId);
    }

    private void append(Entry... entries) {
        journal.append(List.of(entries), 100).await().atMost(PATIENCE);
    }

    private void correlate(Map<String, PortalMessage> told) {
        assertThat(put(told)).isTrue();
    }

    private boolean put(Map<String, PortalMessage> told) {
        return correlations.put(channel, told).await().atMost(PATIENCE);
    }

    private Optional<Status> reported(UUID of) {
        return messages.find(of, MESSAGE).await().atMost(PATIENCE).map(Message::reported);
    }
}
