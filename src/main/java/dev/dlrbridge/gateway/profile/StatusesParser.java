package dev.dlrbridge.gateway.profile;

import dev.dlrbridge.gateway.reading.StatusTable;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the table of status words. */
final class StatusesParser {
    private StatusesParser() {}

    static StatusTable parse(ProfileNode node) {
        Map<String, Meaning> meanings = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<String> words = node.keys();
        if (words.isEmpty()) {
            node.error("*", "is missing");
        }
        for (String word : words) {
            if (!seen.add(word.toLowerCase(Locale.ROOT))) {
                node.error(word, "is there twice, in different case");
            }
            if (word.isBlank() || word.equals("*") || word.indexOf('*') != word.lastIndexOf('*')) {
                node.error(word, "must be a word, with ? for any character and * at most once, for any rest");
            }
            Optional<Meaning> meaning = StatusTable.meaning(node.text(word));
            if (meaning.isEmpty()) {
                node.error(word, "must be queued, sent, undelivered, failed, delivered or ignore");
            }
            meaning.ifPresent(known -> meanings.put(word, known));
        }
        return new StatusTable(meanings);
    }
}
