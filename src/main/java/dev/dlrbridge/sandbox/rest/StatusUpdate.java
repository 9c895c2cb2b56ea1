package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.php.PhpValue;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.util.regex.Pattern;

/**
 * {@code messageservice.message.status.update}, its checks in the portal's order.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/messageservice/messageservice-message-status-update.html">
 *     Documentation</a>
 */
final class StatusUpdate {
    static final String METHOD = "messageservice.message.status.update";

    // As PHP's: "$" also matches before a line feed at the end.
    static final Pattern CODE = Pattern.compile("^[a-z0-9.\\-_]+$", Pattern.CASE_INSENSITIVE | Pattern.UNIX_LINES);

    private StatusUpdate() {}

    static Object call(RestCall call) throws RestError {
        call.requireApplication();
        checkCode(call.parameters().value("CODE"));
        var id = call.parameters().value("MESSAGE_ID");
        if (PhpValue.isEmpty(id)) {
            throw notFound();
        }
        var status = MessageStatus.of(PhpValue.toText(call.parameters().value("STATUS")))
                .orElseThrow(() -> refusal("ERROR_MESSAGE_STATUS_INCORRECT", "Message status incorrect!"));
        var message = call.portal()
                .messages()
                .lookup(PhpValue.toText(id), call.portal().settings().autoCreate())
                .orElseThrow(StatusUpdate::notFound);
        if (message.isAskedFirst()
                && call.portal()
                        .faults()
                        .meetCommand(FaultKind.UNKNOWN_ONCE, METHOD, message.id)
                        .isPresent()) {
            throw notFound();
        }
        if (message.authorId != call.access().userId()) {
            call.requireAdmin();
        }
        message.update(status, call.portal().nowMicros(), call.number());
        return true;
    }

    /** The sender code is checked for its form only; whether such a sender exists is not asked. */
    static void checkCode(Object code) throws RestError {
        if (PhpValue.isEmpty(code)) {
            throw refusal("ERROR_SENDER_VALIDATION_FAILURE", "Empty sender code!");
        }
        if (!CODE.matcher(PhpValue.toText(code)).find()) {
            throw refusal("ERROR_SENDER_VALIDATION_FAILURE", "Wrong sender code!");
        }
    }

    private static RestError notFound() {
        return refusal("ERROR_MESSAGE_NOT_FOUND", "Message not found!");
    }

    private static RestError refusal(String code, String description) {
        return new RestError(code, description, 400);
    }
}
