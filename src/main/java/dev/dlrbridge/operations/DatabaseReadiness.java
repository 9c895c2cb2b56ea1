package dev.dlrbridge.operations;

import dev.dlrbridge.trace.Failures;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers and is fit for work; a full queue is no reason, since it empties by itself. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {
    private static final String NAME = "database";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;
    private final Storage storage;
    private final Failures.Place failures;

    DatabaseReadiness(Pool pool, Storage storage, Failures failures) {
        this.pool = pool;
        this.storage = storage;
        this.failures = failures.at("readiness", DatabaseReadiness.class);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        String obstacle = storage.obstacle();
        return obstacle == null ? ask() : Uni.createFrom().item(down(obstacle));
    }

    private Uni<HealthCheckResponse> ask() {
        return pool.query("SELECT 1")
                .execute()
                .map(answer -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(this::noAnswer);
    }

    private HealthCheckResponse noAnswer(Throwable failure) {
        failures.note("This replica is not ready until the database answers", failure);
        return down("the database does not answer");
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
