package dev.dlrbridge.gateway;

/** The one thing every receipt text has in common: after {@code text:} comes what people wrote to each other. */
public final class ReceiptText {
    private static final String MESSAGE_TEXT = "text:";

    private ReceiptText() {}

    /** What stands before the first {@code text:}, in any case; null and blank give null. */
    public static String beforeMessageText(String receipt) {
        if (receipt == null) {
            return null;
        }
        String head = receipt;
        for (int at = 0; at + MESSAGE_TEXT.length() <= receipt.length(); at++) {
            if (receipt.regionMatches(true, at, MESSAGE_TEXT, 0, MESSAGE_TEXT.length())) {
                head = receipt.substring(0, at);
                break;
            }
        }
        head = head.strip();
        return head.isEmpty() ? null : head;
    }
}
