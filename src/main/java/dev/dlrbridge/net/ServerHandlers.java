package dev.dlrbridge.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.VertxHandler;

/** The server's own handlers, whose requests go to {@link AnyQuery} first. */
@ChannelHandler.Sharable
final class ServerHandlers extends ChannelInitializer<Channel> {
    private final ChannelHandler server;
    private final AnyQuery requests;

    ServerHandlers(ChannelHandler server, AnyQuery requests) {
        this.server = server;
        this.requests = requests;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(server);
        // A server that is being closed adds none.
        if (channel.pipeline().last() instanceof VertxHandler<?> handler
                && handler.getConnection() instanceof Http1xServerConnection connection) {
            connection.handler(requests);
        }
    }
}
