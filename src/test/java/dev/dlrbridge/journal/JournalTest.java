package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.FAILED;
import static dev.dlrbridge.gateway.Status.QUEUED;
import static dev.dlrbridge.gateway.Status.SENT;
import static dev.dlrbridge.gateway.Status.UNDELIVERED;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class JournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Destination channel = new Destination(UUID.randomUUID(), "account", UUID.randomUUID(), "sender");

    @Inject
    Journal journal;

    @Inject
    Messages messages;

    @Inject
    Correlations correlations;

    @Inject
    Rows rows;

    @ParameterizedTest
    @CsvSource({
        "QUEUED, SENT, SENT",
        "SENT, QUEUED, SENT",
        "SENT, DELIVERED, DELIVERED",
        "DELIVERED, SENT, DELIVERED",
        "DELIVERED, FAILED, DELIVERED",
        "FAILED, DELIVERED, DELIVERED",
        "FAILED, UNDELIVERED, FAILED",
        "UNDELIVERED, FAILED, UNDELIVERED"
    })
    void shouldKeepTheHigherStatusAndTheFirstOfEqualRank(Status first, Status second, Status kept) {
        // Given
        append(entry("m1", first));

        // When
        append(entry("m1", second));

        // Then
        assertThat(message("m1").reported()).isEqualTo(kept);
        assertThat(reports("m1")).extracting(ReportView::status).containsExactly(first, second);
    }

    @Test
    void shouldRaiseNothingByAReportFromAnotherSendersChannel() {
        // Given
        append(entry("m1", SENT));

        // When
        append(new Entry(otherSender(), "m1", report("forged", DELIVERED)));

        // Then
        assertThat(message("m1").reported()).isEqualTo(SENT);
        assertThat(message("m1").channelId()).isEqualTo(channel.channelId());
        assertThat(reports("m1")).extracting(ReportView::gatewayId).contains("forged");
        append(entry("m1", FAILED));
        assertThat(message("m1").reported()).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRaiseByTheMessagesOwnSenderWhenAnotherReportsInTheSameCommit(boolean ownIsFirst) {
        // Given
        append(entry("m1", QUEUED));
        Entry own = entry("m1", SENT);
        Entry forged = new Entry(otherSender(), "m1", report("forged", DELIVERED));

        // When
        append(ownIsFirst ? List.of(own, forged) : List.of(forged, own));

        // Then
        assertThat(message("m1").reported()).isEqualTo(SENT);
        assertThat(message("m1").channelId()).isEqualTo(channel.channelId());
        assertThat(reports("m1")).hasSize(3);
    }

    @Test
    void shouldRaiseByAnotherChannelOfTheSameSender() {
        // Given
        Destination renewed = new Destination(channel.portalId(), "account", UUID.randomUUID(), channel.senderCode());
        append(entry("m1", SENT));

        // When
        append(new Entry(renewed, "m1", report("g", DELIVERED)));

        // Then
        assertThat(message("m1").reported()).isEqualTo(DELIVERED);
    }

    @Test
    void shouldBelieveTheCorrelationWhoseMessageItIsWhenAnotherSenderReportedFirst() {
        // Given
        append(new Entry(otherSender(), "m1", report("forged", QUEUED)));
        correlate(Map.of("gw-1", "m1"));

        // When
        append(new Entry(channel, null, report("gw-1", SENT)));
        append(new Entry(otherSender(), "m1", report("forged", DELIVERED)));

        // Then
        assertThat(message("m1").reported()).isEqualTo(SENT);
        assertThat(message("m1").channelId()).isEqualTo(channel.channelId());
    }

    @Test
    void shouldReachTheHighestStatusWhenReportsArriveInAnyOrderAtOnce() {
        // Given
        List<Entry> shuffled = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (Status status : List.of(QUEUED, SENT, UNDELIVERED, DELIVERED)) {
                shuffled.add(entry("m" + i, status));
            }
        }
        Collections.shuffle(shuffled, new Random(7));

        // When
        Uni.join()
                .all(shuffled.stream()
                        .map(entry -> journal.append(List.of(entry), 100))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        // Then
        List<Message> stored =
                messages.list(channel.portalId(), null, "", 1000).await().atMost(PATIENCE);
        assertThat(stored).hasSize(100).allMatch(message -> message.reported() == DELIVERED);
    }

    @Test
    void shouldAcceptTheGoodReportsWhenOneAmongThemCannotBeStored() {
        // Given: an id that the database has no room for, past the cleaning that the intake relies on
        Entry bad = new Entry(
                new Destination(channel.portalId(), "account", channel.channelId(), "NUL\0in the sender"),
                "bad",
                report("g", SENT));
        List<Uni<Boolean>> requests = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> accepted(entry("good" + i, SENT)))
                .toList());
        requests.add(100, accepted(bad));

        // When
        List<Boolean> accepted = Uni.join().all(requests).andFailFast().await().atMost(PATIENCE);

        // Then
        assertThat(accepted).hasSize(201);
        assertThat(accepted.get(100)).isFalse();
        assertThat(accepted.stream().filter(ok -> ok)).hasSize(200);
        assertThat(messages.list(channel.portalId(), null, "good", 300).await().atMost(PATIENCE))
                .hasSize(200);
    }

    @Test
    void shouldCleanWhatAGatewaySendsWhenItDoesNotFitTheDatabase() {
        // Given
        Report odd = new Report(
                "id\0with NUL", "+4915112345678", null, null, "x".repeat(500), SENT, "7\0", "text\0", Instant.MAX, "k");

        // When
        append(new Entry(channel, "m1", odd));

        // Then
        ReportView stored = reports("m1").get(0);
        assertThat(stored.gatewayId()).isEqualTo("idwith NUL");
        assertThat(stored.rawStatus()).hasSize(Text.LONGEST_STATUS);
        assertThat(stored.errorCode()).isEqualTo("7");
        assertThat(stored.eventTime()).isNull();
    }

    @Test
    void shouldWaitForTheCorrelationWhenTheReportComesFirst() {
        // Given
        append(new Entry(channel, null, report("gw-1", SENT)));
        append(new Entry(channel, null, report("gw-1", DELIVERED)));
        assertThat(messages.find(channel.portalId(), "m1").await().atMost(PATIENCE))
                .isEmpty();

        // When
        boolean stored = correlate(Map.of("gw-1", "m1"));

        // Then
        assertThat(stored).isTrue();
        assertThat(message("m1").reported()).isEqualTo(DELIVERED);
        assertThat(reports("m1")).hasSize(2);
    }

    @Test
    void shouldFindTheMessageWhenTheCorrelationComesFirst() {
        // Given
        correlate(Map.of("gw-1", "m1"));

        // When
        append(new Entry(channel, null, report("gw-1", FAILED)));

        // Then
        assertThat(message("m1").reported()).isEqualTo(FAILED);
    }

    @Test
    void shouldStoreNothingWhenAGatewayIdIsKnownForAnotherMessage() {
        // Given
        correlate(Map.of("gw-1", "m1"));

        // When
        boolean stored = correlate(Map.of("gw-1", "other", "gw-2", "m2"));

        // Then
        assertThat(stored).isFalse();
        append(new Entry(channel, null, report("gw-2", SENT)));
        assertThat(messages.find(channel.portalId(), "m2").await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void shouldLoseNoReportWhenItRacesWithItsCorrelation() {
        // When
        List<Uni<Void>> race = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "race-" + i;
            String message = "m" + i;
            race.add(journal.append(List.of(new Entry(channel, null, report(key, DELIVERED))), 100));
            race.add(correlations.put(channel, Map.of(key, inPortal(message))).replaceWithVoid());
        }
        Uni.join().all(race).andFailFast().await().atMost(PATIENCE);

        // Then
        assertThat(messages.list(channel.portalId(), null, "", 1000).await().atMost(PATIENCE))
                .hasSize(200)
                .allMatch(message -> message.reported() == DELIVERED);
    }

    @Test
    void shouldRefuseAnEntryWithoutAnyId() {
        assertThatThrownBy(() -> new Entry(channel, null, report(null, SENT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAttachWhatLostTheRaceWithItsCorrelationByTheSweepAndNothingElse() {
        // Given
        append(new Entry(channel, null, report("gw-1", SENT)));
        append(new Entry(channel, null, report("gw-1", DELIVERED)));
        append(new Entry(channel, null, report("gw-2", SENT)));
        append(entry("m1", QUEUED));
        correlateWithoutLookingForReports("gw-1", "m1");

        // When
        correlations.attachForgotten().await().atMost(PATIENCE);
        correlations.attachForgotten().await().atMost(PATIENCE);

        // Then
        assertThat(message("m1").reported()).isEqualTo(DELIVERED);
        assertThat(reports("m1")).hasSize(3);
        assertThat(rows.select(
                        "SELECT 1 FROM message WHERE portal_id = $1 AND due_at <= now()", Tuple.of(channel.portalId())))
                .hasSize(1);
        assertThat(rows.count("unmatched", channel.channelId())).isEqualTo(1);
    }

    @Test
    void shouldNeverLowerAStatusByTheSweep() {
        // Given
        append(new Entry(channel, null, report("gw-1", SENT)));
        append(entry("m1", FAILED));
        correlateWithoutLookingForReports("gw-1", "m1");

        // When
        correlations.attachForgotten().await().atMost(PATIENCE);

        // Then
        assertThat(message("m1").reported()).isEqualTo(FAILED);
        assertThat(reports("m1")).hasSize(2);
    }

    /** As a correlation does that commits between a report's look for it and the report's own commit. */
    private void correlateWithoutLookingForReports(String key, String messageId) {
        rows.select(
                "UPDATE correlation SET message_id = $3 WHERE channel_id = $1 AND correlation_key = $2",
                Tuple.of(channel.channelId(), key, messageId));
    }

    private Uni<Boolean> accepted(Entry entry) {
        return journal.append(List.of(entry), 100)
                .replaceWith(true)
                .onFailure(StatementException.Unstorable.class)
                .recoverWithItem(false);
    }

    private Destination otherSender() {
        return new Destination(channel.portalId(), "account", UUID.randomUUID(), "another");
    }

    private void append(Entry entry) {
        append(List.of(entry));
    }

    private void append(List<Entry> entries) {
        journal.append(entries, 100).await().atMost(PATIENCE);
    }

    private boolean correlate(Map<String, String> byKey) {
        Map<String, PortalMessage> messagesByKey =
                byKey.entrySet().stream().collect(toMap(Map.Entry::getKey, told -> inPortal(told.getValue())));
        return correlations.put(channel, messagesByKey).await().atMost(PATIENCE);
    }

    private PortalMessage inPortal(String messageId) {
        return new PortalMessage(channel.portalId(), channel.account(), messageId);
    }

    private Message message(String id) {
        return messages.find(channel.portalId(), id).await().atMost(PATIENCE).orElseThrow();
    }

    private List<ReportView> reports(String id) {
        return messages.reports(channel.portalId(), id).await().atMost(PATIENCE);
    }

    private Entry entry(String messageId, Status status) {
        return new Entry(channel, messageId, report("gw-" + messageId, status));
    }

    private static Report report(String gatewayId, Status status) {
        return new Report(gatewayId, null, null, null, status.word(), status, null, null, null, gatewayId);
    }
}
