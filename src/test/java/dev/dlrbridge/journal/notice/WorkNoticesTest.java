package dev.dlrbridge.journal.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.database.ListenConnection;
import dev.dlrbridge.database.NotificationListener;
import dev.dlrbridge.testing.Backends;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one database. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class WorkNoticesTest {
    private final Pool pool;
    private final Vertx vertx;
    private final Backends backends;
    private final Replica one;
    private final Replica other;

    WorkNoticesTest(Pool pool, Vertx vertx, Backends backends) {
        this.pool = pool;
        this.vertx = vertx;
        this.backends = backends;
        this.one = new Replica(pool, vertx);
        this.other = new Replica(pool, vertx);
    }

    @BeforeEach
    void listen() {
        one.listen();
        other.listen();
        await().until(() -> one.begun.get() == 1 && other.begun.get() == 1);
    }

    @AfterEach
    void stop() {
        one.notices.stop();
        other.notices.stop();
    }

    @Test
    void shouldBeHeardByTheOtherReplicaOnly() {
        UUID portal = UUID.randomUUID();
        UUID answer = UUID.randomUUID();

        one.notices.tell(Map.of(portal, "acme"));
        await().untilAsserted(() -> assertThat(other.heard).containsEntry(portal, "acme"));
        other.notices.tell(Map.of(answer, "acme"));

        await().untilAsserted(() -> assertThat(one.heard).containsEntry(answer, "acme"));
        assertThat(one.heard).doesNotContainKey(portal);
        assertThat(other.heard).doesNotContainKey(answer);
    }

    @Test
    void shouldTellInFewNoticesWhatGathersMeanwhile() {
        List<String> payloads = new CopyOnWriteArrayList<>();
        try (var wire = new ListenConnection(pool, vertx, WorkNotice.NAME, new Payloads(payloads))) {
            wire.open();
            await().until(() -> payloads.contains(Payloads.BEGAN));
            Map<UUID, String> told = new HashMap<>();
            for (int number = 0; number < 1000; number++) {
                told.put(UUID.randomUUID(), "account" + number);
            }

            told.forEach((portal, account) -> one.notices.tell(Map.of(portal, account)));

            await().untilAsserted(() -> assertThat(other.heard).containsAllEntriesOf(told));
            assertThat(payloads).hasSizeLessThan(100);
        }
    }

    /** Whoever listens looks by itself at that moment, and hears all that is told from then on. */
    @Test
    void shouldSayThatListeningBeganAgainAndMissNothingFromThenOnWhenTheConnectionsAreKilled() {
        UUID portal = UUID.randomUUID();
        other.whenBegun = () -> one.notices.tell(Map.of(portal, "acme"));

        assertThat(backends.killListeners(WorkNotice.NAME)).isGreaterThanOrEqualTo(2);

        await().untilAsserted(() -> assertThat(other.heard).containsEntry(portal, "acme"));
        assertThat(other.begun).hasValue(2);
        await().until(() -> one.begun.get() == 2);
    }

    private static final class Replica {
        final WorkNotices notices;
        final Map<UUID, String> heard = new ConcurrentHashMap<>();
        final AtomicInteger begun = new AtomicInteger();
        volatile Runnable whenBegun = () -> {};

        Replica(Pool pool, Vertx vertx) {
            notices = new WorkNotices(pool, vertx, new Failures(new SimpleMeterRegistry()));
        }

        void listen() {
            notices.listen(heard::putAll, () -> {
                begun.incrementAndGet();
                whenBegun.run();
            });
        }
    }

    private record Payloads(List<String> heardSoFar) implements NotificationListener {
        static final String BEGAN = "began";

        @Override
        public void heard(String payload) {
            heardSoFar.add(payload);
        }

        @Override
        public void began() {
            heardSoFar.add(BEGAN);
        }

        @Override
        public void failed(Throwable failure) {}
    }
}
