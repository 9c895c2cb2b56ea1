package dev.dlrbridge.trace;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The nets below all work: what a chain has nobody to tell of, and what a task on an event loop throws. */
@ApplicationScoped
class UncaughtFailures {
    void start(@Observes StartupEvent event, Failures failures, Vertx vertx) {
        Failures.Place chain = failures.at("dropped", UncaughtFailures.class);
        Infrastructure.setDroppedExceptionHandler(
                failure -> chain.note("A failure that nobody waited for was dropped", failure));
        Failures.Place loop = failures.at("event-loop", UncaughtFailures.class);
        vertx.exceptionHandler(failure -> loop.note("A task on an event loop ended before its time", failure));
    }
}
