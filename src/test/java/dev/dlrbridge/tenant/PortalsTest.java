package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.ENDPOINT;
import static dev.dlrbridge.tenant.TenantFixture.await;
import static dev.dlrbridge.tenant.TenantFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PortalsTest {
    private final TenantFixture fixture;
    private final Applications applications;
    private static final Set<PortalState> ANY = Set.of(PortalState.values());

    private final Portals portals;
    private final Parking parking;
    private final Channels channels;
    private final Tokens tokens;

    PortalsTest(
            TenantFixture fixture,
            Applications applications,
            Portals portals,
            Parking parking,
            Channels channels,
            Tokens tokens) {
        this.fixture = fixture;
        this.applications = applications;
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
