package dev.dlrbridge.gateway;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The charsets in which gateways write. They are named here, since a native executable has no others than those that are
 * there when it is built.
 */
public final class KnownCharsets {
    /** What those write who do not know that there are charsets. */
    static final Charset OF_THE_UNKNOWING = Charset.forName("windows-1252");

    private static final Set<Charset> UNICODE = Set.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            StandardCharsets.US_ASCII);

    /** In these, a byte that is a bracket or a backslash may be a part of another character. */
    private static final Set<String> WITH_HIDDEN_SIGNS =
            Set.of("UTF-16", "UTF-16BE", "UTF-16LE", "GBK", "GB18030", "Big5", "Shift_JIS");

    private static final List<String> OTHERS = List.of(
            "ISO-8859-1",
            "ISO-8859-2",
            "ISO-8859-5",
            "ISO-8859-6",
            "ISO-8859-7",
            "ISO-8859-8",
            "ISO-8859-9",
            "ISO-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1252",
            "windows-1253",
            "windows-1254",
            "windows-1255",
            "windows-1256",
            "windows-1257",
            "windows-1258",
            "KOI8-R",
            "KOI8-U",
            "TIS-620",
            "x-windows-874",
            "GBK",
            "GB2312",
            "GB18030",
            "Big5",
            "Shift_JIS",
            "EUC-JP",
            "EUC-KR");

    private static final Map<String, Charset> BY_NAME = byName();
    private static final String PARAMETER = "charset=";

    private KnownCharsets() {}

    /** What the header declares; UTF-8, in which most write, when it declares none, or one that is not known. */
    static Charset declaredIn(String contentType) {
        return named(nameIn(contentType));
    }

    /** Whether the header declares one that is not known. */
    static boolean isUnknownIn(String contentType) {
        String name = nameIn(contentType);
        return name != null && !BY_NAME.containsKey(name);
    }

    /** @return UTF-8 when it is null or not known */
    public static Charset named(String name) {
        return name == null
                ? StandardCharsets.UTF_8
                : BY_NAME.getOrDefault(name.strip().toLowerCase(Locale.ROOT), StandardCharsets.UTF_8);
    }

    /** Whether a text has other signs when it is read in this charset than when it is read as ASCII. */
    static boolean mayHideSigns(Charset charset) {
        return WITH_HIDDEN_SIGNS.contains(charset.name());
    }

    private static String nameIn(String contentType) {
        String lower = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(PARAMETER, Math.max(0, lower.indexOf(';')));
        if (at < 0) {
            return null;
        }
        String value = lower.substring(at + PARAMETER.length());
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end))
                .replace("\"", "")
                .replace("'", "")
                .strip();
    }

    /** Smaller virtual machines may lack some. */
    private static Map<String, Charset> byName() {
        Map<String, Charset> charsets = new HashMap<>();
        UNICODE.forEach(charset -> put(charsets, charset));
        OTHERS.stream().filter(Charset::isSupported).map(Charset::forName).forEach(charset -> put(charsets, charset));
        return Map.copyOf(charsets);
    }

    private static void put(Map<String, Charset> charsets, Charset charset) {
        charsets.put(charset.name().toLowerCase(Locale.ROOT), charset);
        charset.aliases().forEach(alias -> charsets.put(alias.toLowerCase(Locale.ROOT), charset));
    }
}
