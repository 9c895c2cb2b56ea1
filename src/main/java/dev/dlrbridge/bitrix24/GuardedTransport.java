package dev.dlrbridge.bitrix24;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.AttributeKey;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Opens the sockets of this Vert.x, and those of the portals' clients only to addresses that may be called. It looks at
 * the address that the connection is being made to, so that no answer of a name server can come between check and call.
 * What such clients are answered is bounded while it arrives. What was named for a server prepares its sockets before it
 * listens.
 *
 * <p>It takes its rule as a {@link Consumer}, and servers' preparations as a {@link BiConsumer}, types that outlive the
 * reloading of our classes in development. Without a rule, guarded clients connect nowhere.
 */
final class GuardedTransport extends JDKTransport
        implements Consumer<Predicate<InetAddress>>, BiConsumer<String, Consumer<ServerBootstrap>> {
    /** The metrics name of a guarded client: the one option that reaches its sockets and means nothing else to us. */
    static final String GUARDED = "dlrbridge-guarded";

    private static final AttributeKey<Boolean> GUARDED_KEY = AttributeKey.valueOf(GUARDED);

    private final Map<String, Consumer<ServerBootstrap>> servers = new ConcurrentHashMap<>();
    private volatile Predicate<InetAddress> allowed = address -> false;

    @Override
    public void accept(Predicate<InetAddress> rule) {
        this.allowed = rule;
    }

    /** @param server its cipher suite: of a server without TLS, the one option that reaches us and means nothing else */
    @Override
    public void accept(String server, Consumer<ServerBootstrap> preparation) {
        servers.put(server, preparation);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return domainSocket ? super.channelFactory(true) : GuardedChannel::new;
    }

    @Override
    public void configure(ClientOptionsBase options, boolean domainSocket, Bootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.attr(GUARDED_KEY, GUARDED.equals(options.getMetricsName()));
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        options.getEnabledCipherSuites().stream()
                .map(servers::get)
                .filter(Objects::nonNull)
                .forEach(preparation -> preparation.accept(bootstrap));
    }

    private void require(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || !allowed.test(socket.getAddress())) {
            throw new RefusedAddressException("The host has an address that may not be called");
        }
    }

    private final class GuardedChannel extends NioSocketChannel {
        private boolean bounded;

        @Override
        protected boolean doConnect(SocketAddress remote, SocketAddress local) throws Exception {
            if (isGuarded()) {
                require(remote);
            }
            return super.doConnect(remote, local);
        }

        /** Vert.x removes whatever it finds in a pipeline when it is connected: the bound is added at the first reading. */
        @Override
        protected int doReadBytes(ByteBuf buffer) throws Exception {
            if (!bounded && isGuarded()) {
                bounded = BoundedAnswer.bound(pipeline(), PhpJson.LARGEST_BODY);
            }
            return super.doReadBytes(buffer);
        }

        private boolean isGuarded() {
            return Boolean.TRUE.equals(attr(GUARDED_KEY).get());
        }
    }
}
