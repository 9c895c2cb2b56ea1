package dev.dlrbridge.operations;

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

    DatabaseReadiness(Pool pool, Storage storage) {
        this.pool = pool;
        this.storage = storage;
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
                .recoverWithItem(failure -> down("the database does not answer"));
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
