package dev.dlrbridge.sandbox;

import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One portal: its settings, messages, tokens, faults and counters; thread-safe. */
public final class Portal {
    private final Sandbox sandbox;
    private final Messages messages;
    private final Faults faults;
    private final Set<String> formerAddresses = ConcurrentHashMap.newKeySet();
    final String applicationToken;
    final String webhookCode;
    final RequestBuckets buckets = new RequestBuckets();
    final TokenChecks tokenChecks = new TokenChecks();
    final Counters counters = new Counters();
    /** Sender codes, each after its application's client id and a NUL. */
    final Set<String> senders = Collections.synchronizedSet(new java.util.LinkedHashSet<>());

    private volatile PortalSettings settings;

    Portal(Sandbox sandbox, PortalSettings settings) {
        this.sandbox = sandbox;
        this.settings = settings;
        messages = new Messages(sandbox.options().clock());
        faults = new Faults(sandbox.options().random());
        applicationToken = sandbox.oauth().newSecret(32);
        webhookCode = sandbox.oauth().newSecret(16);
    }

    public String memberId() {
        return settings.memberId();
    }

    public PortalSettings settings() {
        return settings;
    }

    /** The REST base, ending in {@code /rest/}. */
    public URI clientEndpoint() {
        return URI.create(origin() + "/" + memberId() + "/rest/");
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

    /** Installs the application of the settings anew: one more chain of tokens, earlier ones live on. */
    public TokenPair install() {
        return sandbox.oauth().issue(this, settings.clientId(), settings.userId());
    }

    /** One more chain for any application and user, as when a page of it is opened. */
    public TokenPair install(String clientId, int userId) {
        return sandbox.oauth().issue(this, clientId, userId);
    }

    /** All access tokens handed out so far answer {@code expired_token} from now on. */
    public void expireAccessTokens() {
        sandbox.oauth().expireAccessTokens(this);
        tokenChecks.expireAll(nowMillis());
    }

    /** All refresh tokens handed out so far answer {@code invalid_grant} from now on. */
    public void expireRefreshTokens() {
        sandbox.oauth().expireRefreshTokens(this);
    }

    /** Behaves by these from now on; another address makes the former one answer 302. */
    void change(PortalSettings next) {
        var former = settings.address();
        settings = next;
        if (!former.equals(next.address())) {
            formerAddresses.add(former);
            formerAddresses.remove(next.address());
        }
    }

    boolean hasLeft(String host) {
        return !formerAddresses.isEmpty() && formerAddresses.contains(host);
    }

    String origin() {
        return "http://" + settings.address() + ":" + sandbox.port();
    }

    long nowMillis() {
        return sandbox.options().clock().millis();
    }

    long nowMicros() {
        return TimeBlock.micros(sandbox.options().clock());
    }

    TimeBlock timeSince(long startMicros) {
        return TimeBlock.since(startMicros, sandbox.options().clock());
    }

    boolean isAdmin(int userId) {
        return settings.admin() && userId == settings.userId();
    }
}
