package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.net.ServerLimits;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpBuildTimeConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.options.HttpServerOptionsUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The port of administration, apart from the one that gateways and portals reach: a second server before the same routes,
 * under the same limits. Which of the routes each port leads to is {@link PortGate}'s business.
 */
@ApplicationScoped
public class InsidePort {
    private final Vertx vertx;
    private final HttpServerOptions options = new HttpServerOptions();
    private volatile HttpServer server;

    InsidePort(
            Vertx vertx,
            AdminConfig config,
            VertxHttpBuildTimeConfig built,
            VertxHttpConfig http,
            ServerLimits limits) {
        this.vertx = vertx;
        HttpServerOptionsUtils.applyCommonOptions(options, built, http, List.of());
        limits.apply(options, "inside");
        options.setHost(config.host()).setPort(config.port());
    }

    /** The start fails with it. */
    void open(@Observes StartupEvent started) {
        server = vertx.createHttpServer(options).requestHandler(VertxHttpRecorder.getRootHandler());
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    void close(@Observes ShutdownEvent stopped) {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** The number under which it listens: another than the configured one when that is 0, which stands for any. */
    public int number() {
        return server.actualPort();
    }

    /** Whether the request came by this port. */
    boolean received(HttpServerRequest request) {
        return server != null && request.localAddress().port() == number();
    }

    /** Whether it leads there: administration, and in development the pages for developers. */
    boolean leadsTo(String path) {
        return AdminPath.isAdministration(path) || LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }
}
