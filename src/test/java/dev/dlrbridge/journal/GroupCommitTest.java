package dev.dlrbridge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final Destination CHANNEL =
            new Destination(UUID.randomUUID(), "account", UUID.randomUUID(), "sender");

    private final List<List<Entry>> written = new ArrayList<>();
    private final List<UniEmitter<? super Void>> transactions = new ArrayList<>();
    private final Failures failures = new Failures(new SimpleMeterRegistry());
    private final List<Runnable> later = new ArrayList<>();
    private long now = 1;
    private final GroupCommit commits = new GroupCommit(
            1000,
            1 << 20,
            this::write,
            () -> now,
            (time, task) -> later.add(task),
            failures.at("group-commit", GroupCommit.class));

    @Test
    void shouldCommitAtOnceWhenIdle() {
        // When
        UniAssertSubscriber<Void> request = submit(entry("m1"));

        // Then: the request is answered after its transaction, not before
        assertThat(written).hasSize(1);
        request.assertNotTerminated();
        commit(0);
        request.assertCompleted();
    }

    @Test
    void shouldCommitARequestThatIsLargerThanTheQueueOnlyWhenItIsAlone() {
        // Given
        UniAssertSubscriber<Void> alone = submit(entries(1001));

        // When
        UniAssertSubscriber<Void> beside = submit(entries(1001));

        // Then
        beside.assertFailedWith(FullException.class);
        commit(0);
        alone.assertCompleted();
        submit(entries(1001));
        assertThat(written).hasSize(2);
    }

    @Test
    void shouldGatherWhileATransactionIsUnderWay() {
        // Given
        submit(entry("m1"));

        // When
        List<UniAssertSubscriber<Void>> gathered =
                IntStream.range(0, 10).mapToObj(i -> submit(entry("g" + i))).toList();

        // Then
        assertThat(written).hasSize(1);
        commit(0);
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).hasSize(10);
        gathered.forEach(UniAssertSubscriber::assertNotTerminated);
        commit(1);
        gathered.forEach(UniAssertSubscriber::assertCompleted);
    }

    @Test
    void shouldWaitAMomentForCompanyWhenATransactionHasJustEnded() {
        // Given
        submit(entry("m1"));
        transactions.get(0).complete(null);

        // When
        submit(entry("m2"));
        submit(entry("m3"));

        // Then
        assertThat(written).hasSize(1);
        now += GroupCommit.MOMENT.toNanos();
        assertThat(later).hasSize(1);
        later.get(0).run();
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).hasSize(2);
    }

    @Test
    void shouldWaitForNoMoreCompanyThanIsEnough() {
        // Given
        submit(entry("m1"));
        IntStream.range(1, GroupCommit.ENOUGH).forEach(i -> submit(entry("g" + i)));

        // When
        transactions.get(0).complete(null);
        assertThat(written).hasSize(1);
        submit(entry("last"));

        // Then
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).hasSize(GroupCommit.ENOUGH);
    }

    @Test
    void shouldNotWaitForCompanyWhenMuchWaits() {
        // Given
        submit(entry("m1"));
        transactions.get(0).complete(null);

        // When
        submit(entries(GroupCommit.WORTH_A_SECOND));

        // Then
        assertThat(written).hasSize(2);
    }

    @Test
    void shouldStartASecondTransactionOnlyWhenEnoughWaitsAndNeverAThird() {
        // Given
        submit(entry("m1"));

        // When
        submit(entries(GroupCommit.WORTH_A_SECOND - 1));
        assertThat(written).hasSize(1);
        submit(entry("m2"));
        submit(entries(GroupCommit.LARGEST_BATCH));

        // Then
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).hasSize(GroupCommit.WORTH_A_SECOND);
    }

    @Test
    void shouldKeepTheReportsOfOneRequestTogether() {
        // Given
        submit(entry("m1"));
        Entry[] many = entries(GroupCommit.LARGEST_BATCH - 1);

        // When
        submit(entries(2));
        submit(many);
        commit(0);

        // Then
        assertThat(written.get(1)).hasSize(2);
        assertThat(written.get(2)).containsExactly(many);
    }

    @Test
    void shouldRefuseWhatWouldNotFitInsteadOfGrowing() {
        // Given
        submit(entries(500));
        submit(entries(500));

        // When
        UniAssertSubscriber<Void> oneMore = submit(entry("m"));

        // Then
        oneMore.assertFailedWith(FullException.class);
        commit(0);
        submit(entry("m")).assertNotTerminated();
        assertThat(commits.waitingReports()).isEqualTo(501);
    }

    @Test
    void shouldRefuseRequestsThatAreTooLargeTogether() {
        // Given
        commits.submit(List.of(entry("m1")), 1 << 20).subscribe().withSubscriber(UniAssertSubscriber.create());

        // When, Then
        submit(entry("m2")).assertFailedWith(FullException.class);
    }

    @Test
    void shouldTellEachRequestItsOwnOutcomeWhenOneCannotBeStored() {
        // Given: a batch of eight, the sixth of which the database refuses
        submit(entry("a"));
        submit(entry("b"));
        List<UniAssertSubscriber<Void>> batch = IntStream.range(0, 8)
                .mapToObj(i -> submit(entry(i == 5 ? "bad" : "good" + i)))
                .toList();

        // When
        commit(0);
        for (int i = 1; i < transactions.size(); i++) {
            boolean bad =
                    written.get(i).stream().anyMatch(entry -> entry.messageId().equals("bad"));
            if (bad) {
                transactions.get(i).fail(new StatementException.Unstorable(null));
            } else {
                commit(i);
            }
        }

        // Then
        for (int i = 0; i < 8; i++) {
            if (i == 5) {
                batch.get(i).assertFailedWith(StatementException.Unstorable.class);
            } else {
                batch.get(i).assertCompleted();
            }
        }
        assertThat(commits.waitingReports()).isZero();
    }

    @Test
    void shouldFailAllOfABatchAndGoOnWhenTheDatabaseIsAway() {
        // Given
        UniAssertSubscriber<Void> request = submit(entry("m1"));

        // When
        transactions.get(0).fail(new StatementException.Unavailable(null));
        now += GroupCommit.MOMENT.toNanos();

        // Then
        request.assertFailedWith(StatementException.Unavailable.class);
        submit(entry("m2"));
        assertThat(written).hasSize(2);
    }

    private Uni<Void> write(List<Entry> entries) {
        written.add(entries);
        return Uni.createFrom().emitter(transactions::add);
    }

    /** And the moment after it is over. */
    private void commit(int transaction) {
        transactions.get(transaction).complete(null);
        now += GroupCommit.MOMENT.toNanos();
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    private UniAssertSubscriber<Void> submit(Entry... entries) {
        return commits.submit(List.of(entries), 100).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Entry[] entries(int number) {
        return IntStream.range(0, number).mapToObj(i -> entry("m" + i)).toArray(Entry[]::new);
    }

    private static Entry entry(String messageId) {
        return new Entry(
                CHANNEL, messageId, new Report("g", null, null, null, "sent", Status.SENT, null, null, null, "g"));
    }
}
