package dev.dlrbridge.net;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig.InsecureRequests;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The limits of every HTTP server that strangers may reach: {@link #apply} them to its options, and {@link #keep} the
 * connections of those who proved themselves; every other one ends with its first answer.
 */
@ApplicationScoped
public class ServerLimits implements HttpServerOptionsCustomizer {
    /** Of a URL with a signature over long texts, as vendors write them. */
    static final int LONGEST_REQUEST_LINE = 8 << 10;

    static final int LARGEST_HEADERS = 16 << 10;
    /** What the system may hold of one that is not read from: it is the container's memory, too. */
    private static final int RECEIVE_BUFFER = 32 << 10;

    private static final String OUTSIDE = "outside";

    /** A server without TLS has no cipher suite: the option only tells the transport whose connections these are. */
    private static final String NAME = "dlrbridge-";

    private final Vertx vertx;
    private final NetConfig config;
    private final MeterRegistry registry;
    private final RefusedRequests refused;
    private final boolean leadsElsewhere;

    ServerLimits(Vertx vertx, NetConfig config, VertxHttpConfig http, MeterRegistry registry, RefusedRequests refused) {
        this.vertx = vertx;
        this.config = config;
        this.registry = registry;
        this.refused = refused;
        this.leadsElsewhere = http.insecureRequests()
                .filter(InsecureRequests.REDIRECT::equals)
                .isPresent();
    }

    /** The port that Quarkus opens. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        apply(options, OUTSIDE);
    }

    /**
     * Makes these the options of a server with limits before the framework's routes; to be called once for each, before it
     * listens.
     *
     * @param port a name for the server, by which metrics tell it from the others
     */
    public void apply(HttpServerOptions options, String port) {
        options.setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                // One connection could hold any number of streams, and a proxy that tunnels it no longer sees the
                // paths.
                .setHttp2ClearTextEnabled(false)
                // Connections are timed here, by what they wait for.
                .setIdleTimeout(0)
                .addEnabledCipherSuite(NAME + port);
        Connections connections =
                new Connections(config.connectionMemory().asLongValue(), System::nanoTime, registry, port, refused);
        AnyQuery requests = new AnyQuery(VertxHttpRecorder.getRootHandler(), refused);
        beforeListening(NAME + port, server -> {
            // Accepted sockets inherit it; to make it smaller later would lose what has been sent already.
            server.option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER);
            ChannelHandler own = server.config().childHandler();
            ChannelHandler handlers = leadsElsewhere ? own : new ServerHandlers(own, requests);
            server.childHandler(new LimitedInitializer(connections, handlers));
            vertx.setPeriodic(Connections.SWEEP_MILLIS, timer -> connections.sweep());
        });
    }

    /** Lets a connection live on after the answer: the caller is known, by a callback key or a token. */
    public static void keep(HttpServerRequest request) {
        Runnable keep =
                connection(request).channel().attr(LimitedConnection.KEEP).get();
        if (keep != null) {
            keep.run();
        }
    }

    /** Reads nothing more from the connection until {@link #readOn}; a paused request alone has a part of its body read. */
    public static void hold(HttpServerRequest request) {
        connection(request).doPause();
    }

    public static void readOn(HttpServerRequest request) {
        connection(request).doResume();
    }

    private static ConnectionBase connection(HttpServerRequest request) {
        return (ConnectionBase) request.connection();
    }

    /** The transport knows only types that outlive the reloading of our classes in development. */
    @SuppressWarnings("unchecked")
    private void beforeListening(String server, Consumer<ServerBootstrap> preparation) {
        if (!(((VertxInternal) vertx).transport() instanceof BiConsumer<?, ?> transport)) {
            throw new IllegalStateException("Vert.x does not limit connections: its service provider was not found");
        }
        ((BiConsumer<String, Consumer<ServerBootstrap>>) transport).accept(server, preparation);
    }
}
