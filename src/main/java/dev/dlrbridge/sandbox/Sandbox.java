package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.event.Callbacks;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.oauth.OAuthServer;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.sandbox.portal.PortalStatistics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A running sandbox: an OAuth server, its portals and the control API, on one port; thread-safe. */
public final class Sandbox implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 20;

    private final SandboxOptions options;
    private final Vertx vertx;
    private final OAuthServer oauth;
    private final Listeners listeners;
    private final Callbacks callbacks;
    private final Map<String, Portal> portals = new ConcurrentHashMap<>();

    private Sandbox(SandboxOptions options) {
        this.options = options;
        oauth = new OAuthServer(options.clock(), options.random());
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        callbacks = new Callbacks(vertx, oauth, this::serverEndpoint);
        listeners = new Listeners(vertx, options, new Routes(this)::handle);
    }

    /** Starts and waits until it listens; throws {@link IllegalStateException} when the port is taken. */
    public static Sandbox start(SandboxOptions options) {
        var sandbox = new Sandbox(options);
        try {
            await(sandbox.listeners.open(options.host()));
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
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

    /** Creates a portal or changes one, keeping its messages; must not be called on an event loop. */
    public Portal createPortal(PortalSettings settings) {
        return await(putPortal(settings));
    }

    /** Throws {@link NoSuchElementException} when there is none. */
    public Portal portal(String memberId) {
        return findPortal(memberId).orElseThrow();
    }

    public Optional<Portal> findPortal(String memberId) {
        return Optional.ofNullable(portals.get(memberId));
    }

    /** Removes the portal with its messages and tokens; returns whether there was one. */
    public boolean removePortal(String memberId) {
        var removed = portals.remove(memberId);
        if (removed != null) {
            oauth.forget(removed);
        }
        return removed != null;
    }

    /** Makes the application known to the OAuth server, or changes its secret. */
    public void putApplication(Application application) {
        oauth.put(application);
    }

    /** The sums over all portals. */
    public PortalStatistics statistics() {
        return portals.values().stream().map(Portal::statistics).reduce(PortalStatistics.NONE, PortalStatistics::plus);
    }

    /** Forgets all portals, applications and tokens; goes on listening. */
    public void reset() {
        portals.clear();
        oauth.clear();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    Future<Portal> putPortal(PortalSettings settings) {
        return listeners.listen(settings.address()).map(listening -> {
            oauth.put(new Application(settings.clientId(), settings.clientSecret(), null));
            var portal = portals.computeIfAbsent(settings.memberId(), id -> newPortal(settings));
            portal.change(settings);
            return portal;
        });
    }

    private Portal newPortal(PortalSettings settings) {
        return new Portal(settings, options.clock(), options.random(), this::portalPort, oauth);
    }

    private int portalPort() {
        return options.portalPort() == 0 ? port() : options.portalPort();
    }

    /** What its portals tell applications by themselves. */
    public Callbacks callbacks() {
        return callbacks;
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
