package dev.dlrbridge.trace;

import java.util.regex.Pattern;

/**
 * Text without telephone numbers and keys. In logs the bridge writes neither: there this is the net below, for texts of
 * libraries that quote what they were given. What gateways write into a report may hold numbers anywhere.
 */
public final class Masked {
    /** As many digits in a row may be a number, and are little else, among a gateway's words. */
    private static final int NUMBER_OF_GATEWAY = 7;
    /** In logs there are counts, too. */
    private static final int NUMBER_IN_LOG = 9;

    private static final PhoneNumbers LOGGED = new PhoneNumbers(NUMBER_IN_LOG, Recipient.UNKNOWN);

    private static final Pattern CALLBACK =
            Pattern.compile("(?i)([\\\\/]+dlr[\\\\/]+[^/\\\\\\s?\"]{1,64}[\\\\/]+)[^\\s\"')]+");

    private static final Pattern SECRET = Pattern.compile(
            "(?i)([?&;](?:auth|code|password|[a-z_.-]*(?:key|token|secret)|auth\\[[a-z_]*token])=)[^&;\\s\"')]+");

    private Masked() {}

    /** A line of a log, with {@code ***} in place of what must not be seen. */
    public static String of(String text) {
        String plain = Escapes.removed(text);
        String withoutKeys = CALLBACK.matcher(plain).replaceAll("$1***");
        String withoutSecrets = SECRET.matcher(withoutKeys).replaceAll("$1***");
        String masked = LOGGED.hiddenIn(withoutSecrets);
        return masked.equals(plain) ? text : masked;
    }

    /** What a gateway or a caller wrote, to be kept; null stays null. */
    public static String kept(String text) {
        return kept(text, Recipient.UNKNOWN);
    }

    /** What a gateway wrote about a message to this recipient, to be kept; null stays null. */
    public static String kept(String text, Recipient recipient) {
        int least = recipient == Recipient.UNKNOWN ? NUMBER_OF_GATEWAY : recipient.length();
        if (text == null || Digits.count(text) < least) {
            return text;
        }
        String plain = Escapes.removed(text);
        String masked = new PhoneNumbers(NUMBER_OF_GATEWAY, recipient).hiddenIn(plain);
        return masked.equals(plain) ? text : masked;
    }

    /** A name that a caller gave something, to be kept; none that means anything has so many digits. */
    public static String name(String name) {
        return mayHoldNumber(name) ? "?" : name;
    }

    /** Whether a gateway's id may have a number in it, by itself: nobody says then whether it is one. */
    public static boolean mayHoldNumber(String id) {
        return Digits.longest(Escapes.removed(id)) >= NUMBER_OF_GATEWAY;
    }
}
