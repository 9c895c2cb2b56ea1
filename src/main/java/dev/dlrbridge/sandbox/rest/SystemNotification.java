package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import java.time.Instant;

/**
 * {@code im.notify.system.add}: the application tells a user of the portal something; formatting and attachments are not
 * looked at.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/chats/notifications/im-notify-system-add.html">Documentation</a>
 */
final class SystemNotification {
    private static final int LONGEST_MESSAGE = 20_000;

    private SystemNotification() {}

    /** Returns the notification's id. */
    static Object add(RestCall call) throws RestError {
        call.requireApplication();
        var userId = call.parameters().text("USER_ID");
        if (!userId.matches("[1-9]\\d{0,8}")) {
            throw new RestError("USER_ID_EMPTY", "User ID can't be empty", 400);
        }
        var message = call.parameters().text("MESSAGE").strip();
        if (message.isEmpty()) {
            throw new RestError("MESSAGE_EMPTY", "Message can't be empty", 400);
        }
        return call.portal()
                .notifications
                .add(
                        Instant.ofEpochMilli(call.portal().nowMillis()),
                        Integer.parseInt(userId),
                        call.access().clientId(),
                        message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)),
                        call.parameters().text("TAG"));
    }
}
