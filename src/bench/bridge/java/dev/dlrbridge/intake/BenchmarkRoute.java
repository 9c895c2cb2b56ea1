package dev.dlrbridge.intake;

import dev.dlrbridge.journal.ForgetfulJournal;
import dev.dlrbridge.journal.JournalConfig;
import dev.dlrbridge.net.BodyMemory;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.quarantine.QuarantineDoor;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What intake is measured against, in the same server and under the same address: with the header {@code X-Benchmark:
 * parse} the channel is found and the report checked and read, but not journalled; with {@code answer} nothing is done.
 */
@ApplicationScoped
class BenchmarkRoute {
    private static final int BEFORE_INTAKE = -1_001;

    private final DlrRoute withoutJournal;

    BenchmarkRoute(
            Callers callers,
            JournalConfig journal,
            QuarantineDoor quarantine,
            Limits limits,
            RequestCheck check,
            IntakeConfig config,
            BodyMemory memory,
            ClientAddress addresses,
            CallbackUrls urls,
            IntakeMetrics metrics,
            Failures failures) {
        Intake intake = new Intake(ForgetfulJournal.of(journal), quarantine, limits, check, metrics, failures);
        this.withoutJournal =
                new DlrRoute(callers, intake, config, memory, addresses, urls, metrics, Tracing.off(), failures);
    }

    void register(@Observes Router router) {
        router.route(CallbackUrls.PATH + "*").order(BEFORE_INTAKE).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        String wanted = routing.request().getHeader("X-Benchmark");
        if (wanted == null) {
            routing.next();
        } else if (wanted.equals("parse")) {
            withoutJournal.handle(routing);
        } else {
            routing.response().end();
        }
    }
}
