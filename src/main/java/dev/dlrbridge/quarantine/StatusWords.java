package dev.dlrbridge.quarantine;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The setting {@code statuses} of channels: {@code word=status, word=status}. */
final class StatusWords {
    private StatusWords() {}

    /** @param present null for none; another meaning of the same word is replaced */
    static String with(String present, String word, String status) {
        Stream<String> others = Stream.of(present == null ? "" : present)
                .flatMap(text -> Stream.of(text.split("[,\n]")))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty() && !word(pair).equalsIgnoreCase(word.strip()));
        return Stream.concat(others, Stream.of(word.strip() + "=" + status)).collect(Collectors.joining(", "));
    }

    private static String word(String pair) {
        int equals = pair.lastIndexOf('=');
        return equals < 0 ? pair : pair.substring(0, equals).strip();
    }
}
