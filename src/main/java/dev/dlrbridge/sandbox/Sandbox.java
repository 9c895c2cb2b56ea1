package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.event.Callbacks;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.oauth.OAuthServer;
import dev.dlrbridge.sandbox.portal.Endpoint;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.portal.PortalStatistics;
import dev.dlrbridge.sandbox.portal.RequestLog;
import dev.dlrbridge.sandbox.tls.Authority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running sandbox: an OAuth server, its portals and the control API, on one port; thread-safe. */
public final class Sandbox implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 20;
    private static final long KEPT_EVERY_MS = 1_000;

    private final SandboxOptions options;
    private final Vertx vertx;
    private final OAuthServer oauth;
    private final Listeners listeners;
    private final Callbacks callbacks;
    private final RequestLog log;
    private final Optional<StateFile> state;
    private final Optional<Authority> authority;
    private final Portals portals;
    private volatile boolean restored;

    private Sandbox(SandboxOptions options) {
        this.options = options;
        oauth = new OAuthServer(options.clock(), options.random());
        log = new RequestLog(options.clock());
        portals = new Portals(options.host());
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        callbacks = new Callbacks(vertx, oauth, this::serverEndpointOf, log);
        state = Optional.ofNullable(options.state()).map(StateFile::new);
        authority = Optional.ofNullable(options.tlsPort()).map(wanted -> Authority.open(directory()));
        listeners = new Listeners(vertx, options, authority, new Routes(this)::handle);
    }

    /** Starts and waits until it listens; throws {@link IllegalStateException} when the port is taken. */
    public static Sandbox start(SandboxOptions options) {
        var sandbox = new Sandbox(options);
        try {
            await(sandbox.listeners.open(options.host()));
            sandbox.restore();
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** Beside its state, or for its life only. */
    private Path directory() {
        return state.map(StateFile::directory).orElseGet(() -> {
            try {
                return Files.createTempDirectory("sandbox");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void restore() {
        state.ifPresent(file -> {
            file.read().ifPresent(this::become);
            restored = true;
            vertx.setPeriodic(
                    KEPT_EVERY_MS,
                    timer -> vertx.executeBlocking(() -> {
                                keep(file);
                                return null;
                            })
                            .onFailure(failure -> System.err.println(failure.getMessage())));
        });
    }

    private void become(StateFile.State kept) {
        kept.applications().forEach(oauth::put);
        kept.portals().forEach(portal -> createPortal(portal.settings()).restore(portal));
        kept.chains().forEach(chain -> findPortal(chain.memberId()).ifPresent(portal -> oauth.restore(chain, portal)));
    }

    private void keep(StateFile file) {
        file.write(new StateFile.State(
                oauth.applications(), portals.all().stream().map(Portal::state).toList(), oauth.chains()));
    }

    /** The certificate of its own authority (PEM), when it has TLS. */
    public Optional<Path> authority() {
        return authority.map(Authority::file);
    }

    /** Where it listens with TLS, when it does. */
    public Optional<URI> secureUrl() {
        return authority.map(has -> URI.create("https://" + options.host() + ":" + listeners.tlsPort() + "/"));
    }

    public int port() {
        return listeners.port();
    }

    /** The token endpoint. */
    public URI oauthUrl() {
        return base().resolve("/oauth/token/");
    }

    /** The root of the control API, ending in {@code /sandbox/}. */
    public URI controlUrl() {
        return base().resolve("/sandbox/");
    }

    /** The OAuth server's REST base, under which {@code app.info} tells whether a token is genuine. */
    public URI serverEndpoint() {
        return base().resolve("/rest/");
    }

    /** As a portal knows it: one with TLS knows it with TLS. */
    URI serverEndpointOf(Portal portal) {
        return portal.settings().endpoint() == Endpoint.HTTPS
                ? secureUrl().orElseThrow().resolve("/rest/")
                : serverEndpoint();
    }

    /** Creates a portal or changes one, keeping its messages; must not be called on an event loop. */
    public Portal createPortal(PortalSettings settings) {
        return await(putPortal(settings));
    }

    /** Throws {@link NoSuchElementException} when there is none. */
    public Portal portal(String memberId) {
        return findPortal(memberId).orElseThrow();
    }

    public Optional<Portal> findPortal(String memberId) {
        return portals.find(memberId);
    }

    /** Removes the portal with its messages and tokens; returns whether there was one. */
    public boolean removePortal(String memberId) {
        var removed = portals.remove(memberId);
        removed.ifPresent(oauth::forget);
        return removed.isPresent();
    }

    /** Makes the application known to the OAuth server, or changes its secret. */
    public void putApplication(Application application) {
        oauth.put(application);
    }

    /** The sums over all portals. */
    public PortalStatistics statistics() {
        return portals.all().stream().map(Portal::statistics).reduce(PortalStatistics.NONE, PortalStatistics::plus);
    }

    /** Forgets all portals, applications and tokens; goes on listening. */
    public void reset() {
        portals.clear();
        oauth.clear();
        log.clear();
    }

    @Override
    public void close() {
        if (state.isEmpty()) {
            authority.ifPresent(Authority::forget);
        }
        if (restored) { // else it has not started, and what is kept stays
            state.ifPresent(this::keep);
        }
        await(vertx.close());
    }

    Future<Portal> putPortal(PortalSettings settings) {
        portals.check(settings);
        return listen(settings).map(listening -> {
            oauth.know(settings.clientId(), settings.clientSecret());
            return portals.put(settings, this::newPortal);
        });
    }

    private Future<?> listen(PortalSettings settings) {
        var plain = listeners.listen(settings.address());
        return settings.endpoint() == Endpoint.HTTPS
                ? plain.compose(server -> listeners.listenSecurely(settings.address()))
                : plain;
    }

    private Portal newPortal(PortalSettings settings) {
        return new Portal(settings, options.clock(), options.random(), this::portalPort, oauth);
    }

    private int portalPort(Endpoint endpoint) {
        if (endpoint == Endpoint.HTTPS) {
            return listeners.tlsPort();
        }
        return options.portalPort() == 0 ? port() : options.portalPort();
    }

    /** What its portals tell applications by themselves. */
    public Callbacks callbacks() {
        return callbacks;
    }

    Portals portals() {
        return portals;
    }

    RequestLog log() {
        return log;
    }

    OAuthServer oauth() {
        return oauth;
    }

    public Vertx vertx() {
        return vertx;
    }

    private URI base() {
        return URI.create("http://" + options.host() + ":" + port());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof IllegalArgumentException wrong
                    ? wrong
                    : new IllegalStateException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
