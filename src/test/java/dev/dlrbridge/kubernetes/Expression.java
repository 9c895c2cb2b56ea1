package dev.dlrbridge.kubernetes;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series and labels that a PromQL expression names. Whether it is one at all is for promtool to say; here it is
 * enough that a name is what is neither a function nor a word of the language.
 */
record Expression(Set<String> series, Set<String> labels) {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "bool", "offset", "group_left", "group_right", "sum", "max", "min", "avg", "count");

    static Expression of(String text) {
        Set<String> labels = new HashSet<>();
        String rest = RANGE.matcher(TEXT.matcher(text).replaceAll("")).replaceAll("");
        Matcher selectors = SELECTOR.matcher(rest);
        while (selectors.find()) {
            LABEL.matcher(selectors.group(1)).results().forEach(label -> labels.add(label.group(1)));
        }
        rest = selectors.replaceAll("");
        Matcher groupings = GROUPING.matcher(rest);
        while (groupings.find()) {
            NAME.matcher(groupings.group(1)).results().forEach(label -> labels.add(label.group()));
        }
        rest = groupings.replaceAll("");
        Set<String> series = new HashSet<>();
        NAME.matcher(rest)
                .results()
                .map(name -> name.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(series::add);
        return new Expression(series, labels);
    }
}
