package dev.dlrbridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final int ROOM = 10;

    private final Connections connections = new Connections(
            ROOM * LimitedConnection.BARE,
            System::nanoTime,
            new SimpleMeterRegistry(),
            "test",
            new RefusedRequests(new SimpleMeterRegistry()));

    @Test
    void shouldEndTheOldestStrangerForANewOne() {
        // given
        List<EmbeddedChannel> channels = connect(ROOM);

        // when
        EmbeddedChannel newest = connect(1).get(0);

        // then
        assertThat(channels.get(0).isActive()).isFalse();
        assertThat(channels.subList(1, ROOM)).allMatch(EmbeddedChannel::isActive);
        assertThat(newest.isActive()).isTrue();
        assertThat(connections.size()).isEqualTo(ROOM);
        assertThat(connections.memory()).isEqualTo((long) ROOM * LimitedConnection.BARE);
    }

    @Test
    void shouldEndStrangersBeforeAnyKnownCaller() {
        // given
        EmbeddedChannel known = connect(1).get(0);
        known.attr(LimitedConnection.KEEP).get().run();

        // when
        List<EmbeddedChannel> strangers = connect(10 * ROOM);

        // then
        assertThat(known.isActive()).isTrue();
        assertThat(strangers.get(strangers.size() - 1).isActive()).isTrue();
        assertThat(connections.memory()).isLessThanOrEqualTo((long) ROOM * LimitedConnection.BARE);
    }

    @Test
    void shouldGiveBackTheMemoryOfThoseWhoLeave() {
        List<EmbeddedChannel> channels = connect(ROOM);

        channels.forEach(EmbeddedChannel::close);

        assertThat(connections.size()).isZero();
        assertThat(connections.memory()).isZero();
    }

    private List<EmbeddedChannel> connect(int number) {
        List<EmbeddedChannel> channels = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            channels.add(new EmbeddedChannel(new LimitedConnection(connections, new ChannelInboundHandlerAdapter())));
        }
        return channels;
    }
}
