package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
public class ChannelsTest {
    private static final Map<String, List<String>> SECRETS = Map.of("token", List.of("marked-new", "marked-old"));

    private final TenantFixture fixture;
    private final Channels channels;

    ChannelsTest(TenantFixture fixture, Channels channels) {
        this.fixture = fixture;
        this.channels = channels;
    }

    public static CreatedChannel create(Channels channels, Portal portal) {
        return await(channels.create(
                portal.id(), "kannel", "provider1", SECRETS, Map.of("confirm", "auto", "list", List.of(1, 2))));
    }

    @Test
    void shouldFindAChannelByItsKeyWhenItWasCreated() {
        Portal portal = fixture.portal();

        CreatedChannel created = create(channels, portal);

        Channel found = await(channels.byKey(created.key())).orElseThrow();
        assertThat(found)
                .returns(created.channel().id(), Channel::id)
                .returns(portal.id(), Channel::portalId)
                .returns(portal.memberId(), Channel::account)
                .returns(portal.clientId(), Channel::clientId)
                .returns("kannel", Channel::gateway)
                .returns("provider1", Channel::senderCode)
                .returns(SECRETS, Channel::secrets)
                .returns(
                        Map.of("confirm", "auto", "list", List.of(1, 2)),
                        channel -> channel.settings().values());
        assertThat(found.messageIdPattern().matcher("0c6f8e2b9d5a4e13a7b1c2d3e4f50617"))
                .matches();
        assertThat(found.messageIdPattern().matcher("0C6F").matches()).isFalse();
    }

    @Test
    void shouldMakeKeysOf128RandomBits() {
        Portal portal = fixture.portal();
        String key = create(channels, portal).key();

        assertThat(Base64.getUrlDecoder().decode(key)).hasSize(16);
        assertThat(key)
                .doesNotContain("=")
                .isNotEqualTo(create(channels, portal).key());
    }

    @Test
    void shouldFindNothingForAnotherKey() {
        assertThat(await(channels.byKey("unknown"))).isEmpty();
        assertThat(await(channels.byKey(""))).isEmpty();
    }

    @Test
    void shouldForgetAChannelAtOnceWhenItIsDeleted() {
        CreatedChannel created = create(channels, fixture.portal());
        assertThat(await(channels.byKey(created.key()))).isPresent();

        assertThat(await(channels.delete(created.channel().id()))).isTrue();

        assertThat(await(channels.byKey(created.key()))).isEmpty();
        assertThat(await(channels.find(created.channel().id()))).isEmpty();
        assertThat(await(channels.delete(created.channel().id()))).isFalse();
    }

    @Test
    void shouldListAPortalsChannelsInOrderOfCreation() {
        Portal portal = fixture.portal();
        UUID first = create(channels, portal).channel().id();
        UUID second = create(channels, portal).channel().id();
        create(channels, fixture.portal());

        assertThat(await(channels.listOf(portal.id()))).extracting(Channel::id).containsExactly(first, second);
    }

    @Test
    void shouldRevealTheKeyOnDemand() {
        CreatedChannel created = create(channels, fixture.portal());

        assertThat(await(channels.reveal(created.channel().id()))).contains(created.key());
        assertThat(await(channels.reveal(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownPortal() {
        assertThatThrownBy(() -> await(channels.create(UUID.randomUUID(), "kannel", "x", Map.of(), Map.of())))
                .isInstanceOf(UnknownPortalException.class);
    }
}
