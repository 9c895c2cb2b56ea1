package dev.dlrbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.testing.Backends;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ListenConnectionTest implements NotificationListener {
    private static final String NAME = "listen_connection_test";

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ListenConnection connection;
    private final Backends backends;
    private final Rows rows;

    ListenConnectionTest(Pool pool, Vertx vertx, Backends backends, Rows rows) {
        this.connection = new ListenConnection(pool, vertx, NAME, this, Duration.ofMillis(300));
        this.backends = backends;
        this.rows = rows;
    }

    @BeforeEach
    void listen() {
        connection.open();
        await().untilAsserted(() -> assertThat(events).containsExactly("began"));
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void shouldHearWhatIsToldAndNothingOfOtherNames() {
        tell("another_name", "other");
        tell(NAME, "one");
        tell(NAME, "two");

        await().untilAsserted(() -> assertThat(events).containsExactly("began", "one", "two"));
    }

    @Test
    void shouldBeginAgainWhenTheConnectionIsKilled() {
        assertThat(backends.killListeners(NAME)).isEqualTo(1);
        tell(NAME, "to nobody");
        await().untilAsserted(() -> assertThat(events).containsExactly("began", "ended", "began"));

        tell(NAME, "again");

        await().untilAsserted(() -> assertThat(events).containsExactly("began", "ended", "began", "again"));
    }

    @Test
    void shouldBeginAgainOnAnotherConnectionWhenTheFirstSaysNothingMoreAndGiveItBackWhenItDoes() throws Exception {
        int silent = backends.listeners(NAME).get(0);
        backends.freeze(silent);
        try {
            await().untilAsserted(() -> assertThat(events).startsWith("began", "ended", "began"));
            tell(NAME, "again");
            await().untilAsserted(() -> assertThat(events).contains("again"));
        } finally {
            backends.thaw(silent);
        }

        await().untilAsserted(
                        () -> assertThat(backends.listeners(NAME)).hasSize(1).doesNotContain(silent));
    }

    @Test
    void shouldGiveTheConnectionBackDeafWhenItIsClosed() {
        connection.close();

        await().untilAsserted(() -> assertThat(events).containsExactly("began", "ended"));
        await().untilAsserted(() -> assertThat(backends.listeners(NAME)).isEmpty());
        tell(NAME, "to nobody");
        assertThat(events).containsExactly("began", "ended");
    }

    private void tell(String name, String payload) {
        rows.select("SELECT pg_notify($1, $2)", Tuple.of(name, payload));
    }

    @Override
    public void heard(String payload) {
        events.add(payload);
    }

    @Override
    public void began() {
        events.add("began");
    }

    @Override
    public void failed(Throwable failure) {}

    @Override
    public void ended() {
        events.add("ended");
    }
}
