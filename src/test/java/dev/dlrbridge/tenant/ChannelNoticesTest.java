package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.database.ListenConnection;
import dev.dlrbridge.database.NotificationListener;
import dev.dlrbridge.tenant.callback.KeyHash;
import dev.dlrbridge.testing.Backends;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Owner;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one replica knows of a channel that is changed elsewhere, by the bridge or by anyone else. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ChannelNoticesTest {
    /** Well below the life of what nobody tells of. */
    private static final Duration SOON = ChannelCache.SHORT_LIFE.dividedBy(2);

    private final ChannelCache cache = new ChannelCache(System::nanoTime);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final TenantFixture fixture;
    private final Channels elsewhere;
    private final Portals portals;
    private final KeyLookUp lookUp;
    private final ChannelNotices notices;
    private final ListenConnection wire;
    private final Backends backends;
    private final Rows rows;
    private final Owner owner;
    private Portal portal;
    private CreatedChannel channel;

    ChannelNoticesTest(
            TenantFixture fixture,
            Channels elsewhere,
            Portals portals,
            KeyLookUp lookUp,
            Pool pool,
            Vertx vertx,
            Backends backends,
            Rows rows,
            Owner owner) {
        this.fixture = fixture;
        this.elsewhere = elsewhere;
        this.portals = portals;
        this.lookUp = lookUp;
        this.notices = new ChannelNotices(pool, vertx, cache, new Failures(new SimpleMeterRegistry()));
        this.wire = new ListenConnection(pool, vertx, ChannelNotices.NAME, new Told());
        this.backends = backends;
        this.rows = rows;
        this.owner = owner;
    }

    @BeforeEach
    void listen() throws InterruptedException {
        portal = fixture.portal();
        channel = ChannelsTest.create(elsewhere, portal);
        notices.start(null);
        wire.open();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("began");
        Awaitility.await().until(cache::isHearing);
    }

    @AfterEach
    void stop() {
        notices.stop();
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE channel SET sender_code = 'changed' WHERE id = $1",
                "UPDATE channel SET settings = '{}' WHERE id = $1",
                "UPDATE channel SET key_hash = sha256(key_hash) WHERE id = $1",
                "DELETE FROM channel WHERE id = $1",
                "UPDATE portal SET member_id = 'm' || id WHERE id = (SELECT portal_id FROM channel WHERE id = $1)",
                "DELETE FROM portal WHERE id = (SELECT portal_id FROM channel WHERE id = $1)"
            })
    void shouldSeeAtOnceWhatSqlHasChanged(String change) {
        Optional<Channel> before = remembered(channel.key());
        assertThat(before).isPresent();

        rows.select(change, Tuple.of(channel.channel().id()));

        soon(() -> assertThat(remembered(channel.key())).isNotEqualTo(before));
    }

    @Test
    void shouldSeeAtOnceWhatTheBridgeHasChangedElsewhere() {
        assertThat(remembered(channel.key())).isPresent();
        String newKey = await(elsewhere.rotateKey(channel.channel().id(), Duration.ZERO))
                .orElseThrow()
                .key();
        soon(() -> assertThat(remembered(channel.key())).isEmpty());

        assertThat(remembered(newKey)).isPresent();
        await(portals.erase(portal.id(), ErasureCause.OPERATOR));

        soon(() -> assertThat(remembered(newKey)).isEmpty());
    }

    @Test
    void shouldSeeAtOnceThatAKeyIsKnownNow() {
        rows.select("UPDATE channel SET key_hash = sha256(key_hash) WHERE id = $1", id());
        assertThat(remembered(channel.key())).isEmpty();

        rows.select(
                "UPDATE channel SET key_hash = $2 WHERE id = $1",
                id().addValue(Buffer.buffer(KeyHash.of(channel.key()).bytes())));

        soon(() -> assertThat(remembered(channel.key())).isPresent());
    }

    @Test
    void shouldSeeWhatWasChangedWhileNobodyListened() {
        Optional<Channel> before = remembered(channel.key());

        assertThat(backends.killListeners(ChannelNotices.NAME)).isGreaterThanOrEqualTo(2);
        rows.select("UPDATE channel SET sender_code = 'changed' WHERE id = $1", id());

        soon(() -> assertThat(remembered(channel.key())).isNotEqualTo(before));
        Awaitility.await().until(cache::isHearing);
    }

    @Test
    void shouldTellOfAllChannelsWhenTheTableIsEmptied() {
        // One transaction, so that nobody misses the rows.
        owner.execute("CREATE TEMPORARY TABLE kept AS TABLE channel; TRUNCATE channel;"
                + " INSERT INTO channel TABLE kept; DROP TABLE kept");

        soon(() -> assertThat(told).contains("*"));
    }

    @Test
    void shouldForgetAllWhenToldSo() {
        Optional<Channel> before = remembered(channel.key());

        notices.heard("*");

        assertThat(remembered(channel.key())).isEqualTo(before).isNotSameAs(before);
    }

    @Test
    void shouldTellNothingOfWhatIsNotRemembered() {
        rows.select("UPDATE portal SET state = 'parked', updated_at = now() WHERE id = $1", Tuple.of(portal.id()));
        rows.select("UPDATE channel SET version = version + 1 WHERE id = $1", id());

        soon(() -> assertThat(told).containsExactly(KeyHash.of(channel.key()).toString()));
    }

    @ParameterizedTest
    @MethodSource
    void shouldIgnoreWhatIsNoNotice(String payload) {
        Optional<Channel> before = remembered(channel.key());

        notices.heard(payload);

        assertThat(remembered(channel.key()).orElseThrow()).isSameAs(before.orElseThrow());
    }

    static Stream<String> shouldIgnoreWhatIsNoNotice() {
        return Stream.of("", "x", "abc", "zz", KeyHash.of("another key").toString());
    }

    private Tuple id() {
        return Tuple.of(channel.channel().id());
    }

    private Optional<Channel> remembered(String key) {
        return await(cache.get(KeyHash.of(key), lookUp::find));
    }

    private static void soon(ThrowingRunnable assertion) {
        Awaitility.await().atMost(SOON).untilAsserted(assertion);
    }

    private final class Told implements NotificationListener {
        @Override
        public void heard(String payload) {
            told.add(payload);
        }

        @Override
        public void began() {
            told.add("began");
        }

        @Override
        public void failed(Throwable failure) {}
    }
}
