package dev.dlrbridge.sandbox.portal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The last 16 changes of one message, packed, since a sandbox keeps hundreds of thousands of messages. */
final class History {
    private static final int CAPACITY = 16;
    private static final MessageStatus[] STATUSES = MessageStatus.values();

    private long[] times = new long[2];
    private long[] calls = new long[2];
    private byte[] statuses = new byte[2];
    private long added;

    void add(MessageStatus status, long atMicros, long call) {
        if (added == times.length && times.length < CAPACITY) {
            grow(times.length * 2);
        }
        var slot = (int) (added % times.length);
        times[slot] = atMicros;
        calls[slot] = call;
        statuses[slot] = (byte) status.ordinal();
        added++;
    }

    List<AppliedStatus> entries() {
        var entries = new ArrayList<AppliedStatus>();
        for (var i = Math.max(0, added - times.length); i < added; i++) {
            var slot = (int) (i % times.length);
            var at = Instant.EPOCH.plus(times[slot], ChronoUnit.MICROS);
            entries.add(new AppliedStatus(at, STATUSES[statuses[slot]], calls[slot]));
        }
        return entries;
    }

    private void grow(int length) {
        times = java.util.Arrays.copyOf(times, length);
        calls = java.util.Arrays.copyOf(calls, length);
        statuses = java.util.Arrays.copyOf(statuses, length);
    }
}
