package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.handshake.Handshake;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import dev.dlrbridge.gateway.signature.Signature;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One gateway, ready to check and read its requests; safe for any number of threads. */
public final class Gateway {
    /** Channels mostly have few different settings; beyond, all are made anew. */
    private static final int MOST_CONFIGURED = 1000;

    private static final String OTHER_MEDIA_TYPE = "media type is not the gateway's";

    private final GatewayProfile profile;
    private final Signature signature;
    private final ProfileTemplate template;
    private final Configured usual;
    private final Map<Map<String, String>, Configured> bySettings = new ConcurrentHashMap<>();
    private final ChannelCheck channelCheck;

    Gateway(ProfileTemplate template) {
        this.template = template;
        this.profile = template.with(Map.of());
        this.signature = profile.signature();
        this.usual = Configured.of(profile, Map.of());
        this.channelCheck = new ChannelCheck(profile, template);
    }

    public String name() {
        return profile.name();
    }

    public GatewayProfile profile() {
        return profile;
    }

    /** HTTP methods in upper case, besides HEAD and OPTIONS. */
    public Set<String> methods() {
        return profile.methods();
    }

    /**
     * Whether bodies may be of this type, by whichever of its names; null (not declared) always passes, and so does any
     * type if bodies are not read.
     */
    public boolean acceptsMediaType(String contentType) {
        String mediaType = Callback.mediaTypeOf(contentType);
        return mediaType == null
                || profile.mediaTypes().isEmpty()
                || profile.mediaTypes().stream()
                        .anyMatch(known -> MediaFamily.of(known).equals(MediaFamily.of(mediaType)));
    }

    /** Whether the request only tries the address: then it needs no method, media type or signature to be right. */
    public boolean isProbe(Callback callback, Map<String, String> settings) {
        return handshake(callback, configured(settings), true) != null;
    }

    /** Whether the request is the gateway's own. Never throws. */
    public Verdict verify(Callback callback, Trust trust) {
        if (isProbe(callback, trust.settings()) || isUnsignedByChoice(trust.secrets())) {
            return Verdict.AUTHENTIC;
        }
        Trust complete = trust.withSettings(configured(trust.settings()).settings());
        Callback sent = byWhatItIs(callback);
        Verdict verdict = signature.verify(sent, complete);
        // Some sign before their HTTP client makes the body shorter.
        return verdict instanceof Verdict.NotAuthentic && sent.isCoded()
                ? signature.verify(sent.decoded(), complete)
                : verdict;
    }

    /** Where there is only one shape to read, a wrong media type says nothing. */
    private Callback byWhatItIs(Callback callback) {
        return isOtherMediaType(callback) && profile.reports().size() < 2 ? callback.undeclared() : callback;
    }

    private boolean isOtherMediaType(Callback callback) {
        return callback.body().length > 0 && !acceptsMediaType(callback.mediaType());
    }

    /**
     * What the request says, as far as it is proved; only to be believed once verified. What passes without a signature
     * is read as the probe that it passed as. Never throws.
     *
     * @param secrets of the channel: they decide which signatures there are, and so what is covered
     */
    public Reading read(Callback callback, Secrets secrets, Map<String, String> settings) {
        Configured configured = configured(settings);
        Reading probe = handshake(callback, configured, true);
        if (probe != null) {
            return probe;
        }
        Callback sent = byWhatItIs(callback);
        Callback covered = configured.signature().covered(sent, secrets, configured.settings());
        Reading handshake = handshake(covered, configured, false);
        if (handshake != null) {
            return handshake;
        }
        return isOtherMediaType(sent)
                ? new Reading.Unreadable(OTHER_MEDIA_TYPE)
                : configured.reader().read(covered);
    }

    /** The answer for everything that was accepted, unless a channel has its own. */
    public Reply reply() {
        return usual.reply();
    }

    /** The answer for everything that a channel with these settings has accepted. */
    public Reply reply(Map<String, String> settings) {
        return configured(settings).reply();
    }

    /**
     * The key under which a report and the integrator's correlation meet; null without an id.
     *
     * @param settings the channel's: they may say how ids are written
     */
    public String correlationKey(String gatewayId, String recipient, Map<String, String> settings) {
        return configured(settings).identity().submittedKey(gatewayId, recipient);
    }

    /**
     * Errors in a channel's secrets and settings, one fixed text each, led by the field; empty if there are none.
     *
     * @param settings the gateway's own only, without those every channel has
     */
    public List<String> checkChannel(Map<String, String> secrets, Map<String, String> settings) {
        return channelCheck.errors(secrets, settings);
    }

    private Configured configured(Map<String, String> settings) {
        if (settings.isEmpty()) {
            return usual;
        }
        Configured known = bySettings.get(settings);
        if (known != null) {
            return known;
        }
        if (bySettings.size() >= MOST_CONFIGURED) {
            bySettings.clear();
        }
        Configured made = Configured.of(template, Map.copyOf(settings), profile);
        bySettings.put(Map.copyOf(settings), made);
        return made;
    }

    private static Reading handshake(Callback callback, Configured configured, boolean statesNothing) {
        for (Handshake handshake : configured.handshakes()) {
            Reading reading = handshake.statesNothing() == statesNothing ? handshake.read(callback) : null;
            if (reading != null) {
                return reading;
            }
        }
        return null;
    }

    /** Where the check is optional, a channel without its secrets does without it. */
    private boolean isUnsignedByChoice(Secrets secrets) {
        if (!signature.needsSecrets()) {
            return false;
        }
        for (GatewayProfile.Secret secret : profile.secrets()) {
            if (secret.required() || secrets.has(secret.name())) {
                return false;
            }
        }
        return true;
    }
}
