package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.CallerContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Runs each unit of work in a Vert.x context of its own.
 *
 * <p>Panache keeps its session in the duplicated context, and demands one that is marked as safe. With a fresh one,
 * work can be asked for from a request, from several branches of one request at once, from an event loop's root
 * context, and from a thread that knows nothing of Vert.x.
 */
@ApplicationScoped
class Transactions {
    private final Vertx vertx;

    Transactions(Vertx vertx) {
        this.vertx = vertx;
    }

    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return CallerContext.keep(Uni.createFrom()
                .deferred(() -> Panache.withTransaction(work))
                .runSubscriptionOn(task -> freshContext().runOnContext(nothing -> task.run())));
    }

    private Context freshContext() {
        Context fresh = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(fresh, true);
        return fresh;
    }
}
