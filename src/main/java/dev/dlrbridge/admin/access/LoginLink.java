package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.AdminPath;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A link for whoever starts the bridge on his own machine: it logs in to the console, once. */
@ApplicationScoped
public class LoginLink {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final int CODE_BYTES = 32;

    private final InsidePort inside;
    private final AdminConfig config;
    private final KnownTokens tokens;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicReference<Code> code = new AtomicReference<>();

    LoginLink(InsidePort inside, AdminConfig config, KnownTokens tokens, SecureRandom random, Clock clock) {
        this.inside = inside;
        this.config = config;
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
    }

    /** After the port is open. Printed, not logged: it is a secret while it is valid. */
    void print(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        if (config.loginLink()) {
            System.out.printf(
                    "The console, valid once and for a quarter of an hour: http://localhost:%d%s%n",
                    inside.number(), make());
        }
    }

    /** A new one takes the place of that before. */
    String make() {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        code.set(new Code(KnownTokens.hash(text), clock.instant().plus(LIFE)));
        return AdminPath.CONSOLE + "/login?once=" + text;
    }

    /** The administration token, for the first who shows the code in time. */
    public Optional<KnownToken> use(String shown) {
        Code known = code.get();
        boolean valid = known != null
                && clock.instant().isBefore(known.until)
                && MessageDigest.isEqual(known.hash, KnownTokens.hash(shown))
                && code.compareAndSet(known, null);
        return valid ? Optional.of(tokens.configured()) : Optional.empty();
    }

    private record Code(byte[] hash, Instant until) {}
}
