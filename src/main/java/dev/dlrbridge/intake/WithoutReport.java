package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import java.util.Map;
import java.util.TreeSet;

/** Requests that carry no report, by their method alone. */
final class WithoutReport {
    private WithoutReport() {}

    /** @return null when the request may carry a report */
    static Answer answer(Callback request, Gateway gateway) {
        if (gateway.methods().contains(request.method())) {
            return null;
        }
        TreeSet<String> methods = new TreeSet<>(gateway.methods());
        methods.add("HEAD");
        methods.add("OPTIONS");
        return switch (request.method()) {
            case "HEAD" ->
                Answer.of(gateway.reply().status(), gateway.reply().contentType(), null, Answer.Outcome.PROBE);
            case "OPTIONS" ->
                new Answer(
                        204, Map.of("Allow", String.join(", ", methods)), null, Answer.Outcome.PROBE, Answer.NO_REASON);
            default -> Refusal.METHOD.answer(methods);
        };
    }
}
