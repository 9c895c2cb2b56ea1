package dev.dlrbridge.trace;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How a telephone number may be written, and what may stand beside it. */
public final class Spelling {
    private static final List<String> CONTEXTS = List.of(
            "", " ", "to:", "to=", "phone", "\"", "'", "/", "sms-", "<", ">", ",", "?to=", "&phone=", "_", "tel:", "#",
            "\n");

    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            number -> number,
            number -> "+" + number,
            number -> "00" + number,
            number -> "+" + grouped(number),
            number -> "00" + grouped(number),
            number -> "%2B" + number,
            number -> URLEncoder.encode("+" + grouped(number), StandardCharsets.UTF_8),
            number -> URLEncoder.encode(scripted(number, '\u0660'), StandardCharsets.UTF_8),
            number -> scripted(number, '\u0660'),
            number -> scripted(number, '\u0966'),
            number -> scripted(number, '\uff10'),
            number -> number.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining()));

    private Spelling() {}

    /** As many as there are, the first without anything added. */
    public static List<String> all(String number) {
        return SPELLINGS.stream().map(spelling -> spelling.apply(number)).toList();
    }

    static String number(Random random) {
        return "49" + (1_000_000_000L + random.nextInt(1_000_000_000));
    }

    static String of(String number, Random random) {
        return SPELLINGS.get(random.nextInt(SPELLINGS.size())).apply(number);
    }

    static String context(Random random) {
        return CONTEXTS.get(random.nextInt(CONTEXTS.size()));
    }

    private static String grouped(String number) {
        return "%s (%s) %s-%s"
                .formatted(number.substring(0, 2), number.substring(2, 5), number.substring(5, 9), number.substring(9));
    }

    private static String scripted(String number, char zero) {
        return number.chars()
                .mapToObj(digit -> String.valueOf((char) (zero + digit - '0')))
                .collect(Collectors.joining());
    }
}
