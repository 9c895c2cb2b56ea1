package dev.dlrbridge.gateway;

import java.time.Instant;

/**
 * One statement of a gateway about one message; everything but {@code rawStatus} may be null.
 *
 * @param gatewayId the gateway's own id of the message
 * @param recipient as the gateway wrote it, often with country code
 * @param signedReference our reference, found inside the content the signature covers
 * @param unsignedReference our reference, found where nothing protects it
 * @param rawStatus the gateway's word, at most 100 characters
 * @param status what it means to Bitrix24; null if the profile does not know the word
 * @param errorCode never given for a delivered message
 * @param errorText at most {@value #ERROR_TEXT_LENGTH} characters, without the text of the message
 * @param eventTime null unless it is certain, time zone included
 * @param correlationKey see {@link Gateway#correlationKey}
 */
public record Report(
        String gatewayId,
        String recipient,
        String signedReference,
        String unsignedReference,
        String rawStatus,
        Status status,
        String errorCode,
        String errorText,
        Instant eventTime,
        String correlationKey) {
    public static final int ERROR_TEXT_LENGTH = 200;

    /** Cuts {@code errorText}, so that no path can keep the text of a message. */
    public Report {
        errorText = FieldText.cut(ReceiptText.beforeMessageText(errorText), ERROR_TEXT_LENGTH);
    }

    /** Leaves out the recipient, and the error text and references, which may hold one. */
    @Override
    public String toString() {
        return "Report[gatewayId=" + gatewayId + ", rawStatus=" + rawStatus + ", status=" + status + ", errorCode="
                + errorCode + ", eventTime=" + eventTime + "]";
    }
}
