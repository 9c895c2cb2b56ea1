package dev.dlrbridge.tenant.secret;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.ChannelsTest;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.TenantFixture;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.tenant.UnknownPortalException;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ReencryptionTest {
    private final TenantFixture fixture;
    private final Channels channels;
    private final Tokens tokens;
    private final Pool pool;
    private final Rows rows;
    private final Event<SystemChange> changes;
    private final Jobs jobs;

    @ConfigProperty(name = "dlrbridge.encryption.keyset")
    String keyset;

    ReencryptionTest(
            TenantFixture fixture,
            Channels channels,
            Tokens tokens,
            Pool pool,
            Rows rows,
            Event<SystemChange> changes,
            Jobs jobs) {
        this.fixture = fixture;
        this.channels = channels;
        this.tokens = tokens;
        this.pool = pool;
        this.rows = rows;
        this.changes = changes;
        this.jobs = jobs;
    }

    @Test
    void shouldBringEverySecretUnderThePrimaryKeyAndBackAgain() {
        Portal portal = fixture.portal();
        CreatedChannel created = ChannelsTest.create(channels, portal);
        String added = Keysets.withNewKey(keyset);
        Reencryption forward = reencryption(Keysets.withLastKeyPrimary(added));
        Reencryption back = reencryption(added);
        try {
            assertThat(await(forward.stale())).containsKeys("portal.access_token", "channel.secrets");
            long audited = audited();

            await(forward.runQuietly());

            Awaitility.await().untilAsserted(() -> assertThat(audited()).isEqualTo(audited + 1));

            assertThat(await(forward.run()))
                    .as("what other tests left unreadable stays so")
                    .isZero();
            assertThat(stale(portal, Keysets.withLastKeyPrimary(added))).isZero();
            assertUnreadable(portal);
        } finally {
            await(back.run());
        }
        assertThat(await(tokens.access(portal.id())).accessToken()).isEqualTo("marked-access-1");
        assertThat(await(channels.reveal(created.channel().id()))).contains(created.key());
    }

    @Test
    void shouldNotReadASecretThatWasCopiedToAnotherPortal() {
        Portal portal = fixture.portal();
        Portal other = fixture.portal();
        CreatedChannel created = ChannelsTest.create(channels, portal);

        rows.select(
                "UPDATE portal SET access_token = (SELECT access_token FROM portal WHERE id = $1) WHERE id = $2",
                Tuple.of(portal.id(), other.id()));
        rows.select(
                "UPDATE channel SET portal_id = $2 WHERE id = $1",
                Tuple.of(created.channel().id(), other.id()));

        assertUnreadable(other);
        assertThatThrownBy(() -> await(channels.find(created.channel().id())))
                .isInstanceOf(UnreadableSecretException.class);
        assertThat(await(tokens.access(portal.id())).accessToken()).isEqualTo("marked-access-1");
        rows.select("DELETE FROM portal WHERE id = $1", Tuple.of(other.id()));
    }

    /** A portal whose tokens do not open has no access. */
    private void assertUnreadable(Portal portal) {
        assertThatThrownBy(() -> await(tokens.access(portal.id())))
                .isInstanceOfAny(UnreadableSecretException.class, UnknownPortalException.class);
    }

    private long audited() {
        return rows.select(
                        "SELECT FROM audit WHERE actor = 'bridge' AND action = 'encryption.reencrypt'", Tuple.tuple())
                .size();
    }

    private long stale(Portal portal, String changed) {
        return rows.select(
                        "SELECT count(*) AS stale FROM portal WHERE id = $1 AND substring(access_token FROM 1 FOR 5) <> $2",
                        Tuple.of(portal.id(), Buffer.buffer(new SecretBox(Keysets.parse(changed)).primaryPrefix())))
                .iterator()
                .next()
                .getLong("stale");
    }

    private Reencryption reencryption(String changed) {
        return new Reencryption(new Statements(pool), new SecretBox(Keysets.parse(changed)), List.of(), changes, jobs);
    }
}
