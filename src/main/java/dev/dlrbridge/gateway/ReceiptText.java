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
        int end = indexOfMessageText(receipt);
        String head = (end < 0 ? receipt : receipt.substring(0, end)).strip();
        return head.isEmpty() ? null : head;
    }

    private static int indexOfMessageText(String receipt) {
        for (int colon = receipt.indexOf(':'); colon >= 0; colon = receipt.indexOf(':', colon + 1)) {
            int at = colon + 1 - MESSAGE_TEXT.length();
            if (receipt.regionMatches(true, at, MESSAGE_TEXT, 0, MESSAGE_TEXT.length())) {
                return at;
            }
        }
        return -1;
    }
}
