package dev.dlrbridge.sandbox.portal;

/**
 * How a message is created.
 *
 * @param id the portal's external id, usually 32 lower-case hexadecimal digits
 * @param status the word it starts with, {@code sent} by default
 * @param authorId the user who sent it, 0 (default) for none
 * @param visibleAfterMs time until the portal finds it; before that, updates answer {@code ERROR_MESSAGE_NOT_FOUND}
 * @param sentAfterMs time until the portal sets {@code sent} whatever the status is by then; negative (default): never
 */
public record MessageSettings(String id, String status, Integer authorId, Long visibleAfterMs, Long sentAfterMs) {
    public MessageSettings {
        if (id == null || id.isEmpty() || id.length() > 128) {
            throw new IllegalArgumentException("A message id has 1 to 128 characters");
        }
        status = status == null ? MessageStatus.SENT.word() : status;
        authorId = authorId == null ? 0 : authorId;
        visibleAfterMs = visibleAfterMs == null ? 0 : visibleAfterMs;
        sentAfterMs = sentAfterMs == null ? -1 : sentAfterMs;
        if (MessageStatus.of(status).isEmpty()) {
            throw new IllegalArgumentException("Unknown status");
        }
    }

    /** A message in status {@code sent}, without author, visible at once. */
    public static MessageSettings of(String id) {
        return new MessageSettings(id, null, null, null, null);
    }
}
