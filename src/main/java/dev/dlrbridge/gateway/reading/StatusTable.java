package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a gateway's status words mean; case does not matter, a whole word wins over a prefix, a longer prefix over a shorter. */
public final class StatusTable {
    private static final String WILDCARD = "*";

    private final Map<String, Meaning> words = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();

    /** The meaning of one word: a status, or null if the event is to be ignored. */
    public record Meaning(Status status) {
        static final Meaning IGNORED = new Meaning(null);

        public boolean ignored() {
            return status == null;
        }
    }

    private record Prefix(String text, Meaning meaning) {}

    /** From words, or prefixes that end in {@code *}, to meanings. */
    public StatusTable(Map<String, Meaning> meanings) {
        meanings.forEach((word, meaning) -> {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.endsWith(WILDCARD)) {
                prefixes.add(new Prefix(lower.substring(0, lower.length() - 1), meaning));
            } else {
                words.put(lower, meaning);
                words.put(word, meaning);
            }
        });
        prefixes.sort(Comparator.comparingInt((Prefix prefix) -> prefix.text().length())
                .reversed());
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
        return meaning != null ? meaning : byPrefix(lower);
    }

    private Meaning byPrefix(String lower) {
        for (Prefix prefix : prefixes) {
            if (lower.startsWith(prefix.text())) {
                return prefix.meaning();
            }
        }
        return null;
    }
}
