package dev.dlrbridge.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;

/** Puts a {@link LimitedConnection} into the place of the server's own handlers, which it adds when it needs them. */
@ChannelHandler.Sharable
final class LimitedInitializer extends ChannelInitializer<Channel> {
    private final Connections connections;
    private final ChannelHandler server;

    LimitedInitializer(Connections connections, ChannelHandler server) {
        this.connections = connections;
        this.server = server;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new LimitedConnection(connections, server));
    }
}
