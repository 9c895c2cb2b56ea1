package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.ENDPOINT;
import static dev.dlrbridge.tenant.TenantFixture.await;
import static dev.dlrbridge.tenant.TenantFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PortalsTest {
    private static final Set<PortalState> ANY = Set.of(PortalState.values());

    private static final String ADD = """
            INSERT INTO portal (id, client_id, member_id, client_endpoint, access_token, refresh_token, expires_at, state)
            VALUES ($1, $2, 'm', 'https://acme.bitrix24.de/rest/', '', '', now(), 'active')""";
    private static final String WAITING = """
            SELECT pid
              FROM pg_stat_activity
             WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO portal%'""";

    private final TenantFixture fixture;
    private final Applications applications;
    private final Pool pool;
    private final Portals portals;
    private final Parking parking;
    private final Channels channels;
    private final Tokens tokens;

    PortalsTest(
            TenantFixture fixture,
            Applications applications,
            Pool pool,
            Portals portals,
            Parking parking,
            Channels channels,
            Tokens tokens) {
        this.fixture = fixture;
        this.applications = applications;
        this.pool = pool;
        this.portals = portals;
        this.parking = parking;
        this.channels = channels;
        this.tokens = tokens;
    }

    @Test
    void shouldFindApplicationsThatWerePutAndNoOthers() {
        String clientId = fixture.application();

        Application changed = await(applications.put(clientId, "another", "Another title", SeenVersion.ANY));

        assertThat(changed.clientId()).isEqualTo(clientId);
        assertThat(changed.title()).isEqualTo("Another title");
        assertThat(await(applications.find(clientId))).contains(changed);
        assertThat(await(applications.list(Set.of(), "", 1000))).contains(changed);
        assertThat(await(applications.find("unknown"))).isEmpty();
    }

    @Test
    void shouldGiveAPortalNewTokensWhenItIsPutAgain() {
        Portal first = fixture.portal();
        URI moved = URI.create("https://renamed.bitrix24.de/rest/");

        Portal second = await(
                portals.put(first.clientId(), first.memberId(), moved, tokens("2"), Optional.empty(), SeenVersion.ANY));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.clientEndpoint()).isEqualTo(moved);
        assertThat(await(tokens.access(first.id()))).isEqualTo(new PortalAccess(moved, "marked-access-2"));
        assertThat(await(portals.hasApplicationToken(first.clientId(), first.memberId(), "marked-application-token")))
                .isTrue();
    }

    @Test
    void shouldRefuseAWrongApplicationToken() {
        Portal portal = fixture.portal();

        assertThat(await(portals.hasApplicationToken(portal.clientId(), portal.memberId(), "wrong")))
                .isFalse();
        assertThat(await(portals.hasApplicationToken(portal.clientId(), "unknown", "marked-application-token")))
                .isFalse();
    }

    @Test
    void shouldRefuseUnknownApplicationAndUnusableEndpoint() {
        String clientId = fixture.application();

        assertThatThrownBy(() ->
                        await(portals.put("unknown", "m", ENDPOINT, tokens("1"), Optional.empty(), SeenVersion.ANY)))
                .isInstanceOf(UnknownApplicationException.class);
        assertThatThrownBy(() -> await(portals.put(
                        clientId,
                        "m",
                        URI.create("ftp://acme.bitrix24.de/"),
                        tokens("1"),
                        Optional.empty(),
                        SeenVersion.ANY)))
                .isInstanceOf(RefusedAddressException.class);
        assertThat(await(portals.find(clientId, "m"))).isEmpty();
    }

    @Test
    void shouldMakeOnePortalWhenItIsPutTwiceAtOnce() {
        String clientId = fixture.application();
        List<Uni<Portal>> puts = IntStream.range(0, 2)
                .mapToObj(number ->
                        portals.put(clientId, "m", ENDPOINT, tokens("" + number), Optional.empty(), SeenVersion.ANY))
                .toList();

        await(Uni.join().all(puts).andFailFast());

        assertThat(await(portals.list(clientId, ANY, Optional.empty(), 10))).hasSize(1);
    }

    @Test
    void shouldGiveThePortalThatAnotherIsAddingItsNewTokens() {
        String clientId = fixture.application();
        UUID adding = UUID.randomUUID();
        SqlConnection other = await(pool.getConnection());
        Transaction transaction = await(other.begin());
        await(other.preparedQuery(ADD).execute(Tuple.of(adding, clientId)));

        var put = portals.put(clientId, "m", ENDPOINT, tokens("2"), Optional.empty(), SeenVersion.ANY)
                .subscribeAsCompletionStage();
        await().until(() -> await(pool.query(WAITING).execute()).rowCount() > 0);
        await(transaction.commit().chain(other::close));

        assertThat(put.join().id()).isEqualTo(adding);
        assertThat(await(tokens.access(adding))).isEqualTo(new PortalAccess(ENDPOINT, "marked-access-2"));
    }

    @Test
    void shouldAddNothingWhenTheCallerHasSeenARowThatIsNotThere() {
        String clientId = fixture.application();
        SeenVersion seen = new SeenVersion(Set.of("1"));

        assertThatThrownBy(() -> await(portals.put(clientId, "m", ENDPOINT, tokens("1"), Optional.empty(), seen)))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThatThrownBy(() -> await(applications.put("unknown", "secret", "A title", seen)))
                .isInstanceOf(ChangedMeanwhileException.class);

        assertThat(await(portals.find(clientId, "m"))).isEmpty();
        assertThat(await(applications.find("unknown"))).isEmpty();
    }

    @Test
    void shouldKeepTheProofOfAnInstallThatWasRefusedUnused() {
        String clientId = fixture.application();
        byte[] proof = clientId.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> await(install(clientId, URI.create("ftp://acme.bitrix24.de/"), proof)))
                .isInstanceOf(RefusedAddressException.class);

        assertThat(await(install(clientId, ENDPOINT, proof))).isPresent();
        assertThat(await(install(clientId, ENDPOINT, proof))).isEmpty();
    }

    private Uni<Optional<Portal>> install(String clientId, URI endpoint, byte[] proof) {
        return portals.install(clientId, "m", endpoint, tokens("1"), Optional.empty(), Optional.of("de"), proof);
    }

    @Test
    void shouldKeepTheRequestLimitThatWasSaidOverNewTokens() {
        Portal portal = fixture.portal();

        await(portals.limitRequests(portal.id(), RequestLimit.ENTERPRISE));

        assertThat(fixture.portal(portal.clientId(), portal.memberId()).requestLimit())
                .contains(RequestLimit.ENTERPRISE);
        await(portals.limitRequests(portal.id(), null));
        assertThat(await(portals.byId(portal.id())).orElseThrow().requestLimit())
                .isEmpty();
    }

    @Test
    void shouldMakeAParkedOrUninstalledPortalActiveWhenItIsPutAgain() {
        Portal portal = fixture.portal();
        await(parking.park(portal.id(), "INVALID_GRANT", false));
        assertThat(fixture.portal(portal.clientId(), portal.memberId()).state()).isEqualTo(PortalState.ACTIVE);

        await(parking.uninstall(portal.id()));
        assertThat(await(portals.byId(portal.id())).orElseThrow().state()).isEqualTo(PortalState.UNINSTALLED);
        assertThat(fixture.portal(portal.clientId(), portal.memberId()).state()).isEqualTo(PortalState.ACTIVE);
    }

    @Test
    void shouldPageInTheOrderOfMembers() {
        String clientId = fixture.application();
        List.of("b", "c", "a").forEach(member -> fixture.portal(clientId, member));
        fixture.portal();

        assertThat(await(portals.list(clientId, ANY, Optional.empty(), 2)))
                .extracting(Portal::memberId)
                .containsExactly("a", "b");
        assertThat(await(portals.list(clientId, ANY, Optional.of("b"), 2)))
                .extracting(Portal::memberId)
                .containsExactly("c");
    }

    @Test
    void shouldDeleteAPortalWithItsChannels() {
        Portal portal = fixture.portal();
        CreatedChannel created = ChannelsTest.create(channels, portal);
        assertThat(await(channels.byKey(created.key()))).isPresent();

        assertThat(await(portals.erase(portal.id(), ErasureCause.OPERATOR))).isTrue();

        assertThat(await(portals.erase(portal.id(), ErasureCause.OPERATOR))).isFalse();
        assertThat(await(portals.byId(portal.id()))).isEmpty();
        assertThat(await(channels.find(created.channel().id()))).isEmpty();
        assertThat(await(channels.byKey(created.key()))).isEmpty();
    }

    @Test
    void shouldReadAccessOfManyPortalsAndLeaveOutUnknownOnes() {
        UUID one = fixture.portal().id();
        UUID two = fixture.portal().id();
        UUID unknown = UUID.randomUUID();

        assertThat(await(tokens.access(List.of(one, two, unknown)))).containsOnlyKeys(one, two);
        assertThatThrownBy(() -> await(tokens.access(unknown))).isInstanceOf(UnknownPortalException.class);
    }
}
