package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.AdminPath;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A link for whoever starts the bridge on his own machine: it logs in to the console, once. */
@ApplicationScoped
public class LoginLink {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int CODE_BYTES = 32;

    private final InsidePort inside;
    private final AdminConfig config;
    private final KnownTokens tokens;
    private final SecureRandom random;
    private final AtomicReference<Code> code = new AtomicReference<>();

    LoginLink(InsidePort inside, AdminConfig config, KnownTokens tokens, SecureRandom random) {
        this.inside = inside;
        this.config = config;
        this.tokens = tokens;
        this.random = random;
    }

    /** After the port is open. Printed, not logged: it is a secret while it is valid. */
    void print(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        if (config.loginLink()) {
            System.out.println("The console, valid once and for a quarter of an hour: " + make());
        }
    }

    String make() {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        code.set(new Code(text, System.nanoTime()));
        return "http://localhost:" + inside.number() + AdminPath.CONSOLE + "/login?once=" + text;
    }

    /** The administration token, for the first who shows the code. */
    public Optional<KnownToken> use(String shown) {
        Code known = code.get();
        boolean valid = known != null
                && System.nanoTime() - known.madeAt < LIFE.toNanos()
                && MessageDigest.isEqual(KnownTokens.hash(known.text), KnownTokens.hash(shown))
                && code.compareAndSet(known, null);
        return valid ? Optional.of(tokens.configured()) : Optional.empty();
    }

    private record Code(String text, long madeAt) {
        @Override
        public String toString() {
            return "Code";
        }
    }
}
