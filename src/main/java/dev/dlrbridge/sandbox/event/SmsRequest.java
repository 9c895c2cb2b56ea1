package dev.dlrbridge.sandbox.event;

import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;

/**
 * A user, or a robot, of the portal sends an SMS by one of the application's senders; null takes the default.
 *
 * @param code the sender's
 * @param to the recipient, {@code +491700000000} by default
 * @param text {@code Code 1234} by default
 * @param authorId the user who pressed send; 0 (default) for a robot, whose post carries no tokens at all
 * @param module {@code crm} (default) or {@code bizproc}, which bring different fields; any other brings none
 * @param times how often the same message is posted, as the queue does with what it takes for stuck; 1 by default
 * @param visibleAfterMs time until the portal finds the message; 0 by default
 * @param sentAfterMs time until the portal sets {@code sent} over whatever the status is by then; at once by default
 * @param clientId the application, by default that of the portal's settings
 * @see <a href="https://apidocs.bitrix24.com/api-reference/messageservice/messageservice-sender-add.html">HANDLER</a>
 */
public record SmsRequest(
        String code,
        String to,
        String text,
        Integer authorId,
        String module,
        Integer times,
        Long visibleAfterMs,
        Long sentAfterMs,
        String clientId) {
    public SmsRequest {
        if (code == null || code.isEmpty()) {
            throw new IllegalArgumentException("An SMS needs the code of its sender");
        }
        to = to == null ? "+491700000000" : to;
        text = text == null ? "Code 1234" : text;
        authorId = authorId == null ? 0 : authorId;
        module = module == null ? "crm" : module;
        times = AppEvent.checkTimes(times);
    }

    public MessageSettings message(String id) {
        var status = sentAfterMs == null ? MessageStatus.SENT : MessageStatus.QUEUED;
        return new MessageSettings(id, status.word(), authorId, visibleAfterMs, sentAfterMs);
    }

    @Override
    public String toString() {
        return "SmsRequest[code=" + code + ", authorId=" + authorId + ", module=" + module + "]";
    }
}
