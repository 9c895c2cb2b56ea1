package dev.dlrbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time that processes have used since they began, user's and system's, in microseconds; Linux only. */
final class ProcessorTime {
    /** A clock tick of {@code /proc}, which every Linux counts in hundredths of a second. */
    private static final long MICROS_PER_TICK = 10_000;
    /** Of the fields behind the name, which may have spaces. */
    private static final int USER = 11;

    private ProcessorTime() {}

    static long of(long pid) {
        return ticks(pid, 2) * MICROS_PER_TICK;
    }

    /** With its children, also those that have ended. */
    static long ofFamily(long pid) {
        return ticks(pid, 4) * MICROS_PER_TICK
                + ProcessHandle.of(pid)
                        .orElseThrow()
                        .children()
                        .mapToLong(child -> ofOneThatMayEnd(child.pid()))
                        .sum();
    }

    /** One that has ended since it was listed counts by its parent, the next time. */
    private static long ofOneThatMayEnd(long pid) {
        try {
            return of(pid);
        } catch (UncheckedIOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return 0;
            }
            throw e;
        }
    }

    /** @param fields 2 for the process alone, 4 with the children that it has waited for */
    private static long ticks(long pid, int fields) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] values = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 0; i < fields; i++) {
                ticks += Long.parseLong(values[USER + i]);
            }
            return ticks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
