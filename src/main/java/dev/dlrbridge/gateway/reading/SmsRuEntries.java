package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Parameters.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The values of {@code data[N]} in numeric order: the order both SMS.ru's signature and its reader need. */
public final class SmsRuEntries {
    private SmsRuEntries() {}

    public static List<String> of(Parameters form) {
        List<Parameter> entries = new ArrayList<>();
        for (Parameter pair : form.pairs()) {
            if (isEntry(pair)) {
                entries.add(pair);
            }
        }
        entries.sort(Comparator.comparingInt(SmsRuEntries::index));
        return entries.stream().map(Parameter::value).toList();
    }

    /** Whether the parameter is one of these. */
    public static boolean isEntry(Parameter pair) {
        return index(pair) >= 0;
    }

    /** The number in {@code data[N]}, or -1 if the name is another; {@code data[]} keeps its place at the front. */
    private static int index(Parameter pair) {
        String name = pair.name();
        if (!name.startsWith("data[") || !name.endsWith("]")) {
            return -1;
        }
        int index = 0;
        for (int at = "data[".length(); at < name.length() - 1; at++) {
            char digit = name.charAt(at);
            if (digit < '0' || digit > '9' || index > 100_000_000) {
                return -1;
            }
            index = index * 10 + (digit - '0');
        }
        return index;
    }
}
