package dev.dlrbridge.launch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the process alive, when it is asked to end, until what was embedded has been stopped after the service: the
 * virtual machine ends as soon as its shutdown hooks have, whatever the main thread still does.
 */
final class StopOrder implements AutoCloseable {
    private static final long LONGEST_STOP_SECONDS = 60;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "stop-embedded");

    StopOrder() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Everything embedded has been stopped. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already: the hook runs and sees the count
        }
    }

    private void await() {
        try {
            stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
