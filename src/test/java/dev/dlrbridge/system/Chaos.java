package dev.dlrbridge.system;

import java.time.Duration;
import java.util.Random;

/**
 * How long trouble lasts, and which: the same seed draws the same trouble, though not to the same moment of the processes.
 *
 * @param duration by {@code -Dfaults.seconds}
 * @param seed by {@code -Dfaults.seed}, else random
 */
record Chaos(Duration duration, long seed) {
    static Chaos configured(String name) {
        String seed = System.getProperty("faults.seed", "");
        Chaos chaos = new Chaos(
                Duration.ofSeconds(Long.getLong("faults.seconds", 60)),
                seed.isBlank() ? new Random().nextInt(1_000_000) : Long.parseLong(seed));
        System.out.printf("%s: %d s, repeat with -Dfaults.seed=%d%n", name, chaos.duration.toSeconds(), chaos.seed);
        return chaos;
    }

    Random random() {
        return new Random(seed);
    }

    /** The moment at which it ends, when it begins now, by {@link System#nanoTime}. */
    long end() {
        return System.nanoTime() + duration.toNanos();
    }

    /** A plan for senders of that many reports a second, who are done when the trouble ends. */
    int messagesEach(int portals, int perSecond) {
        return (int) Math.max(1, duration.toSeconds() * perSecond * 7 / 12 / portals);
    }
}
