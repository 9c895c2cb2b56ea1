package dev.dlrbridge.gateway.reading;

import java.util.List;

/** Entries are about deliveries only if the source has one of the words there, of which some end in {@code *}. */
public record Condition(Source source, List<String> words) {

    /** Without a value the entry is not refused: what is not known must not be lost. */
    boolean refuses(Entry entry) {
        String value = source.field(entry);
        return value != null && !value.isBlank() && words.stream().noneMatch(word -> matches(word, value.strip()));
    }

    private static boolean matches(String word, String value) {
        return word.endsWith("*")
                ? value.regionMatches(true, 0, word, 0, word.length() - 1)
                : value.equalsIgnoreCase(word);
    }
}
