package dev.dlrbridge.operations;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started when the database was found fit for work once; readiness tells how it is now. */
@Startup
@ApplicationScoped
class Started implements HealthCheck {
    private final Storage storage;

    Started(Storage storage) {
        this.storage = storage;
    }

    @Override
    public HealthCheckResponse call() {
        String obstacle = storage.obstacle();
        return obstacle == null
                ? HealthCheckResponse.up("storage")
                : HealthCheckResponse.named("storage")
                        .down()
                        .withData("reason", obstacle)
                        .build();
    }
}
