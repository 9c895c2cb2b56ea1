package dev.dlrbridge.sandbox.portal;

import dev.dlrbridge.sandbox.answer.Faults;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** One portal: its settings, messages, tokens, faults and counters; thread-safe. */
public final class Portal {
    private final Clock clock;
    private final ToIntFunction<Endpoint> port;
    private final TokenIssuer tokens;
    private final Messages messages;
    private final Faults faults;
    private final Set<String> formerAddresses = ConcurrentHashMap.newKeySet();
    private final Map<String, String> applicationTokens = new ConcurrentHashMap<>();
    private final AtomicInteger version = new AtomicInteger(1);
    public volatile String webhookCode;
    public final RequestBuckets buckets = new RequestBuckets();
    public final TokenChecks tokenChecks = new TokenChecks();
    public final Counters counters = new Counters();
    public final OperatingTime operating = new OperatingTime();
    /** Names and addresses after their application's client id and a NUL. */
    public final Set<String> eventHandlers = ConcurrentHashMap.newKeySet();
    /** Addresses of handlers by sender code, each code after its application's client id and a NUL. */
    public final Map<String, String> senders = Collections.synchronizedMap(new LinkedHashMap<>());
    /** Client ids of the applications whose installation their own page has said to be finished. */
    public final Set<String> finished = ConcurrentHashMap.newKeySet();

    public final Notifications notifications = new Notifications();

    private volatile PortalSettings settings;
    private volatile boolean installed;
    private volatile boolean paid;

    /** @param port where the portals are reached */
    public Portal(
            PortalSettings settings, Clock clock, Random random, ToIntFunction<Endpoint> port, TokenIssuer tokens) {
        this.settings = settings;
        this.clock = clock;
        this.port = port;
        this.tokens = tokens;
        installed = settings.installed();
        paid = settings.paid();
        messages = new Messages(clock);
        faults = new Faults(random);
        webhookCode = tokens.newSecret(16);
    }

    public String memberId() {
        return settings.memberId();
    }

    public PortalSettings settings() {
        return settings;
    }

    /** The REST base, ending in {@code /rest/}. */
    public URI clientEndpoint() {
        return URI.create(origin() + (settings.endpoint().isAlone() ? "" : "/" + memberId()) + "/rest/");
    }

    /** The REST base of the portal's incoming webhook, which status updates refuse. */
    public URI webhookEndpoint() {
        return clientEndpoint().resolve(settings.userId() + "/" + webhookCode + "/");
    }

    public Messages messages() {
        return messages;
    }

    public Faults faults() {
        return faults;
    }

    public PortalStatistics statistics() {
        return counters.snapshot();
    }

    /** What the application has bound by {@code event.bind}: each as the event's name, a space, and the address. */
    public List<String> eventHandlers(String clientId) {
        var prefix = clientId + '\0';
        return eventHandlers.stream()
                .filter(bound -> bound.startsWith(prefix))
                .map(bound -> bound.substring(prefix.length()))
                .sorted()
                .toList();
    }

    /** Installs the application of the settings anew: one more chain of tokens, earlier ones live on. */
    public TokenPair install() {
        return tokens.issue(this, settings.clientId(), settings.userId());
    }

    /** One more chain for any application and user, as when a page of it is opened. */
    public TokenPair install(String clientId, int userId) {
        return tokens.issue(this, clientId, userId);
    }

    /** The secret by which the application knows posts of this portal. */
    public String applicationToken(String clientId) {
        return applicationTokens.computeIfAbsent(clientId, unknown -> tokens.newSecret(32));
    }

    /** All access tokens handed out so far answer {@code expired_token} from now on. */
    public void expireAccessTokens() {
        tokens.expireAccessTokens(this);
        tokenChecks.expireAll(nowMillis());
    }

    /** All refresh tokens handed out so far answer {@code invalid_grant} from now on. */
    public void expireRefreshTokens() {
        tokens.expireRefreshTokens(this);
    }

    /** Bills the method of the portal's application as if that much had been used just now. */
    public void useOperatingTime(String method, double seconds) {
        operating.bill(
                OperatingTime.key(settings.clientId(), method),
                settings.operating(),
                (long) (seconds * 1_000_000),
                nowMicros());
    }

    /** Behaves by these from now on; another address makes the former one answer 302. */
    public void change(PortalSettings next) {
        var former = settings.address();
        settings = next;
        installed = next.installed();
        paid = next.paid();
        if (!former.equals(next.address())) {
            formerAddresses.add(former);
            formerAddresses.remove(next.address());
        }
    }

    public boolean isInstalled() {
        return installed;
    }

    public void setInstalled(boolean value) {
        installed = value;
    }

    public boolean isPaid() {
        return paid;
    }

    public void setPaid(boolean value) {
        paid = value;
    }

    public int version() {
        return version.get();
    }

    /** Returns the new version. */
    public int update(String clientId, boolean renewApplicationToken) {
        forgetHandlers(clientId);
        if (renewApplicationToken) {
            applicationTokens.remove(clientId);
        }
        return version.incrementAndGet();
    }

    public void uninstall(String clientId) {
        installed = false;
        finished.remove(clientId);
        forgetHandlers(clientId);
        tokens.forget(this);
        tokenChecks.clear();
    }

    /** All senders and bound events of an application go when it is updated or deleted. */
    private void forgetHandlers(String clientId) {
        var prefix = clientId + '\0';
        senders.keySet().removeIf(key -> key.startsWith(prefix));
        eventHandlers.removeIf(bound -> bound.startsWith(prefix));
    }

    public PortalState state() {
        return new PortalState(
                settings,
                installed,
                paid,
                version(),
                webhookCode,
                Map.copyOf(applicationTokens),
                Map.copyOf(senders),
                Set.copyOf(eventHandlers),
                Set.copyOf(finished),
                messages.state());
    }

    /** Becomes what it was, but for the settings. */
    public void restore(PortalState state) {
        installed = state.installed();
        paid = state.paid();
        version.set(state.version());
        webhookCode = state.webhookCode();
        applicationTokens.putAll(state.applicationTokens());
        senders.putAll(state.senders());
        eventHandlers.addAll(state.eventHandlers());
        finished.addAll(state.finished());
        state.messages().forEach(messages::create);
    }

    public boolean hasLeft(String host) {
        return !formerAddresses.isEmpty() && formerAddresses.contains(host);
    }

    public String origin() {
        var endpoint = settings.endpoint();
        return endpoint.scheme() + "://" + settings.address() + ":" + port.applyAsInt(endpoint);
    }

    public long nowMillis() {
        return clock.millis();
    }

    public long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    public boolean isAdmin(int userId) {
        return settings.admin() && userId == settings.userId();
    }
}
