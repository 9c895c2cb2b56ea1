package dev.dlrbridge.bitrix24;

/**
 * One message's status as the portal is to show it.
 *
 * @param senderCode the sender's {@code CODE}
 * @param messageId the portal's {@code MESSAGE_ID}
 * @param status {@code queued}, {@code sent}, {@code delivered}, {@code undelivered} or {@code failed}
 */
public record StatusUpdate(String senderCode, String messageId, String status) {}
