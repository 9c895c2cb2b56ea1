package dev.dlrbridge.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Gives results back where they were asked for, so that nobody goes on in another's context. */
final class CallerContext {
    private CallerContext() {}

    static <T> Uni<T> keep(Uni<T> uni) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return caller != null && Context.isOnEventLoopThread()
                    ? uni.emitOn(task -> caller.runOnContext(nothing -> task.run()))
                    : uni;
        });
    }
}
