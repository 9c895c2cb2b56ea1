package dev.dlrbridge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways' own ids of which the recipient's number is a part: correlated like all others, and never readable. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class NumbersInIdsTest {
    private static final String NUMBER = "4915123987645";
    private static final String MESSAGE = "m1";

    private final Destination channel = new Destination(UUID.randomUUID(), "account", UUID.randomUUID(), "sender");
    private final Journal journal;
    private final Correlations correlations;
    private final UnmatchedReports unmatched;
    private final Messages messages;
    private final Rows rows;

    NumbersInIdsTest(
            Journal journal, Correlations correlations, UnmatchedReports unmatched, Messages messages, Rows rows) {
        this.journal = journal;
        this.correlations = correlations;
        this.unmatched = unmatched;
        this.messages = messages;
        this.rows = rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0" + NUMBER,
                "batch7-" + NUMBER,
                "batch7:+49 151 23987645",
                NUMBER,
                "00" + NUMBER,
                "a0151/239876-45"
            })
    void shouldFindTheMessageWhicheverComesFirst(String id) {
        // given
        append(id, Status.SENT);
        assertThat(waiting())
                .singleElement()
                .satisfies(report -> assertThat(report.report().gatewayId()).matches("[0-9a-f]{64}"));

        // when
        assertThat(correlate(id, MESSAGE)).isTrue();
        append(id, Status.DELIVERED);

        // then
        assertThat(waiting()).isEmpty();
        assertThat(reported()).isEqualTo(Status.DELIVERED);
        assertThat(messages.reports(channel.portalId(), MESSAGE).await().atMost(Duration.ofSeconds(10)))
                .hasSize(2);
        assertThat(correlate(id, "m2")).isFalse();
        assertNoNumber();
    }

    @Test
    void shouldFindTheMessageByTheUnmatchedReport() {
        append("batch7-" + NUMBER, Status.SENT);

        Boolean attached = await(unmatched.attach(channel, waiting().get(0).id(), inPortal(MESSAGE)))
                .orElseThrow();
        append("batch7-" + NUMBER, Status.DELIVERED);

        assertThat(attached).isTrue();
        assertThat(reported()).isEqualTo(Status.DELIVERED);
        assertNoNumber();
    }

    /** No number of a person: it is shown, and searched for, as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"301234567890", "4915123987640", "30003", "a-1"})
    void shouldShowAnIdOfDigitsThatIsNotTheRecipient(String id) {
        append(id, Status.SENT);

        assertThat(waiting())
                .singleElement()
                .satisfies(report -> assertThat(report.report().gatewayId()).isEqualTo(id));
        assertThat(correlate(id, MESSAGE)).isTrue();
        assertThat(reported()).isEqualTo(Status.SENT);
    }

    @Test
    void shouldFindTheMessageOfACorrelationThatAnEarlierVersionStored() {
        // given
        correlationOfEarlierVersion(NUMBER, MESSAGE);

        // when
        append(NUMBER, Status.SENT);

        // then
        assertThat(reported()).isEqualTo(Status.SENT);
        assertThat(correlate(NUMBER, "m2")).isFalse();
        assertThat(correlate(NUMBER, MESSAGE)).isTrue();
        append(NUMBER, Status.DELIVERED);
        assertThat(reported()).isEqualTo(Status.DELIVERED);
        assertNoNumber();
    }

    @Test
    void shouldFindTheMessageOfAReportThatAnEarlierVersionStored() {
        // given
        correlationOfEarlierVersion(NUMBER, null);
        rows.select("""
                INSERT INTO unmatched (portal_id, channel_id, correlation_key, sender_code, raw_status, status)
                VALUES ($1, $2, $3, 'sender', 'DELIVRD', 40)
                """, Tuple.of(channel.portalId(), channel.channelId(), NUMBER));
        append(NUMBER, Status.SENT);

        // when
        assertThat(correlate(NUMBER, MESSAGE)).isTrue();

        // then
        assertThat(waiting()).isEmpty();
        assertThat(reported()).isEqualTo(Status.DELIVERED);
        assertNoNumber();
    }

    private void correlationOfEarlierVersion(String key, String message) {
        rows.select(
                "INSERT INTO correlation (portal_id, channel_id, correlation_key, message_id) VALUES ($1, $2, $3, $4)",
                Tuple.of(channel.portalId(), channel.channelId(), key, message));
    }

    private void append(String id, Status status) {
        Report report = new Report(id, "+" + NUMBER, null, null, status.word(), status, null, null, null, id);
        await(journal.append(List.of(new Entry(channel, null, report)), 100));
    }

    private boolean correlate(String id, String message) {
        return await(correlations.put(channel, Map.of(id, inPortal(message))));
    }

    private PortalMessage inPortal(String message) {
        return new PortalMessage(channel.portalId(), channel.account(), message);
    }

    private List<UnmatchedReport> waiting() {
        return await(unmatched.list(channel, Long.MAX_VALUE, 10));
    }

    private Status reported() {
        return await(messages.find(channel.portalId(), MESSAGE)).orElseThrow().reported();
    }

    private void assertNoNumber() {
        assertThat(rows.everything())
                .noneMatch(row -> row.replaceAll("[^0-9]", "").contains(NUMBER.substring(4)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
