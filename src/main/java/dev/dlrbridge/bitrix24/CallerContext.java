package dev.dlrbridge.bitrix24;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Gives results back where they were asked for, so that nobody goes on in another's context. */
public final class CallerContext {
    private CallerContext() {}

    /** Emits in the Vert.x context of the subscriber, if it subscribes on an event loop. */
    public static <T> Uni<T> keep(Uni<T> uni) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return caller != null && Context.isOnEventLoopThread()
                    ? uni.emitOn(task -> caller.runOnContext(nothing -> task.run()))
                    : uni;
        });
    }
}
