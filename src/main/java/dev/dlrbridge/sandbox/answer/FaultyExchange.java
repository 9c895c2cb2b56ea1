package dev.dlrbridge.sandbox.answer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries one call through the faults it meets; the work is what the call does when it is applied.
 *
 * @param answered is told of the answer that is sent, if one is
 */
public record FaultyExchange(
        Vertx vertx,
        HttpServerRequest request,
        String location,
        ErrorStatuses statuses,
        Supplier<Answer> work,
        Consumer<Answer> answered) {
    public void run(Faults.Encounter encounter) {
        if (encounter.delayMs() > 0) {
            vertx.setTimer(encounter.delayMs(), timer -> answer(encounter.fault()));
        } else {
            answer(encounter.fault());
        }
    }

    private void answer(Fault fault) {
        if (fault == null) {
            send(work.get());
            return;
        }
        switch (fault.kind()) {
            case HANG -> hang(fault);
            case CUT -> cut();
            case RESET -> {
                work.get();
                cut();
            }
            case HTML_502 -> send(Answer.html(502, "502 Bad Gateway"));
            case HTML_200 -> send(Answer.html(200, "Portal"));
            case HTML -> send(Answer.html(statusOf(fault), "Page"));
            case EMPTY -> send(Answer.empty(statusOf(fault)));
            case PHP_NOTICE -> send(work.get().withNotices());
            case GZIP -> send(work.get().compressed());
            case TRUNCATED_JSON -> send(work.get().firstHalf());
            case REDIRECT -> send(Answer.redirect(fault.location() == null ? location : fault.location()));
            case ERROR -> send(Answer.error(SystemErrors.of(fault), statuses));
            default -> throw new IllegalStateException("Not a fault of a whole call: " + fault.kind());
        }
    }

    private static int statusOf(Fault fault) {
        return fault.status() == null ? 404 : fault.status();
    }

    // The portal goes on with a call whose caller has left, for 60 s at most.
    private void hang(Fault fault) {
        if (fault.milliseconds() != null) {
            vertx.setTimer(Math.max(1, fault.milliseconds()), timer -> work.get());
        }
        vertx.setTimer(Fault.LONGEST_HANG_MS, timer -> cut());
    }

    private void cut() {
        request.connection().close();
    }

    private void send(Answer answer) {
        answered.accept(answer);
        if (answer.afterMs() > 0) {
            vertx.setTimer(answer.afterMs(), timer -> answer.send(request.response()));
        } else {
            answer.send(request.response());
        }
    }
}
