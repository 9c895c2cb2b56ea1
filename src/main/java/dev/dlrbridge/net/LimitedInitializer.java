package dev.dlrbridge.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannelConfig;

/** Puts a {@link LimitedConnection} into the place of the server's own handlers, which it adds when it needs them. */
@ChannelHandler.Sharable
final class LimitedInitializer extends ChannelInitializer<Channel> {
    /** What the system may hold for one that is not read from: the memory of the container, too. */
    private static final int RECEIVE_BUFFER = 32 << 10;

    private final Connections connections;
    private final ChannelHandler server;

    LimitedInitializer(Connections connections, ChannelHandler server) {
        this.connections = connections;
        this.server = server;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (channel.config() instanceof SocketChannelConfig config) {
            config.setReceiveBufferSize(RECEIVE_BUFFER);
        }
        channel.pipeline().addLast(new LimitedConnection(connections, server));
    }
}
