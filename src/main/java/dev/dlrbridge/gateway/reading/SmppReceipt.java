package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.ReceiptText;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of an SMPP delivery receipt, {@code id:... stat:DELIVRD err:000 text:...}, see appendix B of
 * <a href="https://smpp.org/SMPP_v3_4_Issue1_2.pdf">SMPP 3.4</a>; keys come in any order and any may be missing.
 *
 * @param stat null if there is none
 * @param err null if there is none
 */
record SmppReceipt(String stat, String err) {
    /** What follows a key that has no value. */
    private static final Pattern NEXT_KEY = Pattern.compile("(?i)(?:(?:submit|done)[\\s+]+date|[a-z]+):");

    /** By prefix, since longer words than the standard's seven letters are seen. */
    private static final StatusTable STATUSES = new StatusTable(Map.ofEntries(
            meaning("ENROUTE*", Status.SENT),
            meaning("SCHED*", Status.QUEUED),
            meaning("ACCEPT*", Status.SENT),
            meaning("DELIV*", Status.DELIVERED),
            meaning("EXPIRE*", Status.UNDELIVERED),
            meaning("DELETE*", Status.UNDELIVERED),
            meaning("UNDELIV*", Status.UNDELIVERED),
            meaning("REJECT*", Status.UNDELIVERED),
            meaning("SKIPPED*", Status.UNDELIVERED),
            meaning("FAILED*", Status.UNDELIVERED)));

    /** Never null; without stat and err if the text is no receipt. */
    static SmppReceipt of(String text) {
        String head = ReceiptText.beforeMessageText(text);
        return head == null
                ? new SmppReceipt(null, null)
                : new SmppReceipt(valueIn(head, "stat:"), valueIn(head, "err:"));
    }

    /** What {@code stat} means; null if it is missing or unknown. */
    Status status() {
        Meaning meaning = stat == null ? null : STATUSES.find(stat);
        return meaning == null ? null : meaning.status();
    }

    /** Whether the message may still be delivered. */
    boolean isUnderWay() {
        Status status = status();
        return status == Status.QUEUED || status == Status.SENT;
    }

    /** Whether {@code err} is more than zeros. */
    boolean hasError() {
        return err != null && err.chars().anyMatch(character -> character != '0');
    }

    /** The word after a key, which ends in a colon; null if the text is no receipt or the word is missing. */
    static String value(String receipt, String key) {
        String head = ReceiptText.beforeMessageText(receipt);
        return head == null ? null : valueIn(head, key);
    }

    private static String valueIn(String head, String key) {
        for (int colon = head.indexOf(':'); colon >= 0; colon = head.indexOf(':', colon + 1)) {
            int at = colon + 1 - key.length();
            if (head.regionMatches(true, at, key, 0, key.length()) && (at == 0 || isSpace(head.charAt(at - 1)))) {
                return word(head, colon + 1);
            }
        }
        return null;
    }

    private static String word(String head, int from) {
        int begin = from;
        while (begin < head.length() && isSpace(head.charAt(begin))) {
            begin++;
        }
        int end = begin;
        while (end < head.length() && !isSpace(head.charAt(end))) {
            end++;
        }
        boolean isMissing = end == begin
                || begin > from && NEXT_KEY.matcher(head.substring(begin)).lookingAt();
        return isMissing ? null : FieldText.cut(head.substring(begin, end), EntryFields.CODE_LENGTH);
    }

    /** Some receipts have their words joined by plus signs, or each in a line of its own. */
    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || character == '+';
    }

    private static Map.Entry<String, Meaning> meaning(String word, Status status) {
        return Map.entry(word, new Meaning(status));
    }
}
