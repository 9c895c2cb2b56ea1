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
    private static final char ANY_REST = '*';
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

    /** What stands before and after a {@code *}, or the whole if there is none; {@code ?} stands for any character. */
    private record Pattern(String head, String tail, Meaning meaning) {
        static Pattern of(String text, Meaning meaning) {
            int star = text.indexOf(ANY_REST);
            return star < 0
                    ? new Pattern(text, null, meaning)
                    : new Pattern(text.substring(0, star), text.substring(star + 1), meaning);
        }

        int length() {
            return head.length() + (tail == null ? 0 : tail.length());
        }

        boolean open() {
            return tail != null;
        }

        boolean matches(String lower) {
            int rest = lower.length() - length();
            return (open() ? rest >= 0 : rest == 0)
                    && isAt(head, lower, 0)
                    && (!open() || isAt(tail, lower, lower.length() - tail.length()));
        }

        private static boolean isAt(String part, String lower, int from) {
            for (int at = 0; at < part.length(); at++) {
                if (part.charAt(at) != ANY_CHARACTER && part.charAt(at) != lower.charAt(from + at)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** From words, or patterns with {@code ?} for any character and one {@code *} for any number of them, to meanings. */
    public StatusTable(Map<String, Meaning> meanings) {
        meanings.forEach((word, meaning) -> {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.indexOf(ANY_REST) >= 0 || lower.indexOf(ANY_CHARACTER) >= 0) {
                patterns.add(Pattern.of(lower, meaning));
            } else {
                words.put(lower, meaning);
                words.put(word, meaning);
            }
        });
        patterns.sort(Comparator.comparingInt(Pattern::length).reversed().thenComparing(Pattern::open));
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
