package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Sets a portal up while a user waits for it. */
@ApplicationScoped
class PromptSetUp {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SetUp setUp;
    private final Failures.Place failures;

    PromptSetUp(SetUp setUp, Failures failures) {
        this.setUp = setUp;
        this.failures = failures.at("install-page", PromptSetUp.class);
    }

    /** Ends when it is done, or the user has waited long enough: then it goes on. Never fails; what is left is done later. */
    Uni<Void> run(Portal portal) {
        Uni<Void> running = setUp.run(portal)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> failures.note("A portal is set up later", failure))
                .onFailure()
                .recoverWithNull()
                .memoize()
                .indefinitely();
        running.subscribe().with(done -> {});
        return running.ifNoItem().after(PATIENCE).recoverWithItem(() -> null);
    }
}
