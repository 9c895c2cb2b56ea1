package dev.dlrbridge.admin.access;

import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.StorageReady;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * All valid tokens: those of the configuration, and those of the database as they were ten seconds ago at most, or when it
 * was last heard of.
 */
@ApplicationScoped
public class KnownTokens {
    private static final Logger LOG = Logger.getLogger(KnownTokens.class);

    private final List<KnownToken> configured = new ArrayList<>();
    private final AdminTokens stored;
    private final Clock clock;
    private final Job job;
    private volatile List<KnownToken> latest = List.of();

    KnownTokens(AdminConfig config, AdminTokens stored, Clock clock, Jobs jobs) {
        this.stored = stored;
        this.clock = clock;
        this.job = jobs.job(
                "known-tokens", KnownTokens.class, "New and revoked tokens are not known for another ten seconds");
        configured.add(new KnownToken("configured:token", Role.ADMIN, Set.of(), hash(config.token()), null));
        config.tokens()
                .forEach((name, token) -> configured.add(new KnownToken(
                        "configured:" + name,
                        Role.ofWord(token.role()),
                        token.applications().orElse(Set.of()),
                        HexFormat.of().parseHex(token.sha256()),
                        null)));
    }

    public static byte[] hash(String token) {
        return Digests.digest("SHA-256", token.getBytes(StandardCharsets.UTF_8));
    }

    /** The token {@code dlrbridge.admin.token}. */
    KnownToken configured() {
        return configured.get(0);
    }

    /** The valid token; compares with every one in full, so that the time tells nothing. */
    Optional<KnownToken> withHash(byte[] hash) {
        Instant now = clock.instant();
        KnownToken found = null;
        for (List<KnownToken> tokens : List.of(configured, latest)) {
            for (KnownToken token : tokens) {
                boolean isSame = MessageDigest.isEqual(token.hash(), hash);
                if (isSame && (token.expiresAt() == null || now.isBefore(token.expiresAt()))) {
                    found = token;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    void start(@Observes StorageReady ready) {
        refresh().subscribe().with(done -> LOG.debug("Tokens are known"));
    }

    /** Keeps what it knows when the database does not answer. */
    @Scheduled(
            every = "10s",
            delayed = "10s",
            identity = "known-tokens",
            concurrentExecution = ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return job.run(() -> stored.valid().invoke(valid -> latest = valid));
    }
}
