package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.portal.OperatingLimit;
import dev.dlrbridge.sandbox.portal.OperatingModel;
import dev.dlrbridge.sandbox.portal.OperatingTime;
import dev.dlrbridge.sandbox.portal.Portal;
import java.util.HashMap;
import java.util.Map;

/** The execution time of one request of one application: made up, since commands cost the sandbox nothing. */
final class Execution {
    private static final String BATCH = "batch";

    private final Portal portal;
    private final String clientId;
    private final OperatingLimit limit;
    private final Map<String, Long> spentMicros = new HashMap<>();
    private final boolean isBatch;
    private long totalMicros;

    Execution(Portal portal, String clientId, boolean isBatch) {
        this.portal = portal;
        this.clientId = clientId;
        this.isBatch = isBatch;
        limit = portal.settings().operating();
    }

    /** Refuses a batch that model {@code batch} has banned. */
    void checkBatch() throws RestError {
        if (limit.model() == OperatingModel.BATCH) {
            check(BATCH, 0);
        }
    }

    /** Refuses a method that has used too much, by earlier requests or by this one. */
    void checkCommand(String method) throws RestError {
        if (limit.model() == OperatingModel.COMMANDS || limit.model() == OperatingModel.BATCH && !isBatch) {
            check(method, spentMicros.getOrDefault(key(method), 0L));
        }
    }

    /** One command has been executed. */
    void spend(String method) {
        var micros = portal.settings().commandMs() * 1_000;
        totalMicros += micros;
        spentMicros.merge(key(method), micros, Long::sum);
    }

    /** Bills the request, when it is over. */
    void bill() {
        if (limit.model() == OperatingModel.BATCH && isBatch) {
            bill(key(BATCH), totalMicros / 2);
        } else if (limit.model() != OperatingModel.OFF) {
            spentMicros.forEach(this::bill);
        }
    }

    /** How long the request takes. */
    long milliseconds() {
        return totalMicros / 1_000;
    }

    /** The {@code time} of the whole request, before it is billed. */
    TimeBlock time(String method, long startMicros) {
        var ownTime = isBatch ? totalMicros / 2 : totalMicros;
        var now = isBatch && limit.model() == OperatingModel.COMMANDS ? 0 : ownTime;
        return new TimeBlock(startMicros, startMicros + totalMicros, usage(method, now));
    }

    /** The {@code time} of one command of a batch that has just been executed; all show the same of a billed batch. */
    TimeBlock timeOfCommand(String method, long startMicros) {
        var end = startMicros + totalMicros;
        var usage = limit.model() == OperatingModel.BATCH
                ? usage(BATCH, 0)
                : usage(method, spentMicros.getOrDefault(key(method), 0L));
        return new TimeBlock(end - portal.settings().commandMs() * 1_000, end, usage);
    }

    private OperatingTime.Usage usage(String method, long nowMicros) {
        if (limit.model() == OperatingModel.OFF) {
            return null;
        }
        return portal.operating
                .usage(key(method), limit, portal.nowMicros())
                .plus(nowMicros > OperatingTime.FREE_MICROS ? nowMicros : 0);
    }

    private void check(String method, long now) throws RestError {
        var nowMicros = portal.nowMicros();
        var key = key(method);
        var used = portal.operating.usage(key, limit, nowMicros).micros() + now;
        if (portal.operating.isBlocked(key, limit, nowMicros) || now > 0 && used >= limit.limitSeconds() * 1e6) {
            portal.counters.operatingHits.incrementAndGet();
            throw SystemErrors.of("OPERATION_TIME_LIMIT");
        }
    }

    private void bill(String key, long micros) {
        portal.operating.bill(key, limit, micros, portal.nowMicros());
    }

    private String key(String method) {
        return OperatingTime.key(clientId, method);
    }
}
