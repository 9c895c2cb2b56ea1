package dev.dlrbridge.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One HTTP server per address in use, all on one port. */
final class Listeners {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final HttpServerOptions OPTIONS =
            new HttpServerOptions().setMaxInitialLineLength(65_536).setAcceptBacklog(4_096);

    private final Vertx vertx;
    private final boolean everywhere;
    private final Handler<HttpServerRequest> handler;
    private final Map<String, Future<HttpServer>> byAddress = new ConcurrentHashMap<>();
    private volatile int port;

    Listeners(Vertx vertx, SandboxOptions options, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.handler = handler;
        everywhere = options.allowOtherAddresses();
        port = options.port();
    }

    int port() {
        return port;
    }

    /** Opens the first listener, which fixes the port. */
    Future<HttpServer> open(String host) {
        return listen(host).onSuccess(server -> port = server.actualPort());
    }

    /** Succeeds at once for an address already listened on. */
    Future<HttpServer> listen(String host) {
        if (!HOST.matcher(host).matches()
                || !everywhere && !LOOPBACK.matcher(host).matches()) {
            return Future.failedFuture(new IllegalArgumentException("Not a loopback address"));
        }
        var address = everywhere ? "0.0.0.0" : host;
        var listening = byAddress.computeIfAbsent(address, this::bind);
        return listening.onFailure(failure -> byAddress.remove(address, listening));
    }

    private Future<HttpServer> bind(String address) {
        return vertx.createHttpServer(OPTIONS).requestHandler(handler).listen(port, address);
    }
}
