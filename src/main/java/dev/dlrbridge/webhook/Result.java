package dev.dlrbridge.webhook;

import dev.dlrbridge.trace.Masked;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What became of an event under a claim.
 *
 * @param outcome null: it goes on waiting
 * @param attempt null when it was not sent
 */
record Result(Claim.Waiting event, Outcome outcome, Attempt attempt) {
    private static final int LONGEST_EXCERPT = 200;

    /** How an event ends. */
    enum Outcome {
        DELIVERED("delivered"),
        GIVEN_UP("given-up");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    boolean isEnd() {
        return outcome != null;
    }

    /** Whether nothing of its content is kept from now on. */
    boolean forgets() {
        return isEnd() && event.kind().isPersonal();
    }

    /**
     * What a refusal said, for whoever looks for its cause: some letters of ASCII, without numbers. Null for an event that
     * went well, and for one whose answer may repeat what is personal.
     */
    String excerpt() {
        if (attempt == null || attempt.isTaken() || event.kind().isPersonal() || attempt.body().length == 0) {
            return null;
        }
        byte[] start = Arrays.copyOf(attempt.body(), Math.min(attempt.body().length, LONGEST_EXCERPT));
        return Masked.kept(new String(start, StandardCharsets.US_ASCII).replaceAll("[^\\x20-\\x7e]+", " "));
    }
}
