package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.tls.Authority;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One HTTP server per address in use, all on one port; with TLS a second one of each that is asked for, on another. */
final class Listeners {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern LOCAL_NAME = Pattern.compile("([a-z0-9-]{1,63}\\.)*localhost");
    private static final String LOCALHOST = "127.0.0.1";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final HttpServerOptions OPTIONS =
            new HttpServerOptions().setMaxInitialLineLength(65_536).setAcceptBacklog(4_096);

    private final Vertx vertx;
    private final boolean everywhere;
    private final Handler<HttpServerRequest> handler;
    private final Map<String, Future<HttpServer>> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Future<HttpServer>> secureByAddress = new HashMap<>();
    private final Map<String, Set<String>> namesByAddress = new HashMap<>();
    private final Optional<Authority> authority;
    private volatile int port;
    private volatile int tlsPort;

    Listeners(Vertx vertx, SandboxOptions options, Optional<Authority> authority, Handler<HttpServerRequest> handler) {
        this.authority = authority;
        tlsPort = options.tlsPort() == null ? 0 : options.tlsPort();
        this.vertx = vertx;
        this.handler = handler;
        everywhere = options.allowOtherAddresses();
        port = options.port();
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** Opens the first listener, or the first two, which fixes the ports. */
    Future<HttpServer> open(String host) {
        var plain = listen(host).onSuccess(server -> port = server.actualPort());
        return authority.isEmpty()
                ? plain
                : plain.compose(server -> listenSecurely(host)).onSuccess(server -> tlsPort = server.actualPort());
    }

    /** Succeeds at once for an address already listened on. */
    Future<HttpServer> listen(String host) {
        if (!HOST.matcher(host).matches() || !everywhere && !isLoopback(host)) {
            return Future.failedFuture(new IllegalArgumentException("Not a loopback address"));
        }
        var address = address(host);
        var listening = byAddress.computeIfAbsent(address, this::bind);
        return listening.onFailure(failure -> byAddress.remove(address, listening));
    }

    /** The same with TLS; a server that listens there already gets a certificate for one host more. */
    synchronized Future<HttpServer> listenSecurely(String host) {
        if (authority.isEmpty()) {
            return Future.failedFuture(new IllegalArgumentException("This sandbox has no TLS"));
        }
        var address = address(host);
        var names = namesByAddress.computeIfAbsent(address, unknown -> new TreeSet<>());
        var listening = secureByAddress.get(address);
        if (!names.add(host)) {
            return listening;
        }
        var hosts = List.copyOf(names);
        var next = certificate(hosts)
                .compose(certificate -> listening == null
                        ? bindSecurely(address, certificate)
                        : listening.compose(
                                server -> server.updateSSLOptions(new SSLOptions().setKeyCertOptions(certificate))
                                        .map(server)));
        secureByAddress.put(address, next);
        return next.onFailure(failure -> forget(address, host, listening));
    }

    /** Whoever asks for it next tries again. */
    private synchronized void forget(String address, String host, Future<HttpServer> before) {
        namesByAddress.get(address).remove(host);
        secureByAddress.put(address, before);
    }

    private Future<KeyCertOptions> certificate(List<String> hosts) {
        return vertx.executeBlocking(() -> authority.orElseThrow().certificate(hosts));
    }

    private String address(String host) {
        if (everywhere) {
            return "0.0.0.0";
        }
        return LOCAL_NAME.matcher(host).matches() ? LOCALHOST : host;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches() || LOCAL_NAME.matcher(host).matches();
    }

    private Future<HttpServer> bind(String address) {
        return vertx.createHttpServer(OPTIONS).requestHandler(handler).listen(port, address);
    }

    private Future<HttpServer> bindSecurely(String address, KeyCertOptions certificate) {
        var options =
                new HttpServerOptions(OPTIONS).setSsl(true).setUseAlpn(false).setKeyCertOptions(certificate);
        return vertx.createHttpServer(options).requestHandler(handler).listen(tlsPort, address);
    }
}
