package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a gateway's status words mean; case does not matter, a whole word wins over a pattern, a longer pattern over a shorter. */
public final class StatusTable {
    private static final String ANY_REST = "*";
    private static final char ANY_CHARACTER = '?';

    private final Map<String, Meaning> words = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /** The meaning of one word: a status, or null if the event is to be ignored. */
    public record Meaning(Status status) {
        static final Meaning IGNORED = new Meaning(null);

        public boolean ignored() {
            return status == null;
        }
    }

    /** Text in which {@code ?} stands for any character; a prefix if it is open. */
    private record Pattern(String text, boolean open, Meaning meaning) {
        boolean matches(String lower) {
            if (open ? lower.length() < text.length() : lower.length() != text.length()) {
                return false;
            }
            for (int at = 0; at < text.length(); at++) {
                if (text.charAt(at) != ANY_CHARACTER && text.charAt(at) != lower.charAt(at)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** From words, or patterns with {@code *} at the end or {@code ?} anywhere, to meanings. */
    public StatusTable(Map<String, Meaning> meanings) {
        meanings.forEach((word, meaning) -> {
            String lower = word.toLowerCase(Locale.ROOT);
            boolean open = lower.endsWith(ANY_REST);
            if (open || lower.indexOf(ANY_CHARACTER) >= 0) {
                String text = open ? lower.substring(0, lower.length() - 1) : lower;
                patterns.add(new Pattern(text, open, meaning));
            } else {
                words.put(lower, meaning);
                words.put(word, meaning);
            }
        });
        patterns.sort(
                Comparator.comparingInt((Pattern pattern) -> pattern.text().length())
                        .reversed()
                        .thenComparing(Pattern::open));
    }

    /** The meaning a profile writes as {@code queued}, {@code delivered}, ... or {@code ignore}. */
    public static Optional<Meaning> meaning(String word) {
        return word.equals("ignore")
                ? Optional.of(Meaning.IGNORED)
                : Status.ofWord(word).map(Meaning::new);
    }

    /** The meaning of the word, or null if it is unknown. */
    public Meaning find(String word) {
        Meaning exact = words.get(word);
        if (exact != null) {
            return exact;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        Meaning meaning = words.get(lower);
        return meaning != null ? meaning : byPattern(lower);
    }

    private Meaning byPattern(String lower) {
        for (Pattern pattern : patterns) {
            if (pattern.matches(lower)) {
                return pattern.meaning();
            }
        }
        return null;
    }
}
