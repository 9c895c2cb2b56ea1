package dev.dlrbridge.handler;

import dev.dlrbridge.net.PostedForm;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A message as a portal asks for it; never printed.
 *
 * @param messageId Bitrix24's, by which the portal will be told its status
 * @param author Bitrix24's id of whoever pressed "send"; empty for a robot
 * @param memberId of the account that the post claims to come from
 * @see <a href="https://apidocs.bitrix24.com/api-reference/messageservice/messageservice-sender-add.html">HANDLER</a>
 */
record MessagePost(
        String messageId,
        String senderCode,
        String to,
        String text,
        Optional<Long> author,
        Optional<String> memberId,
        Optional<String> applicationToken) {
    /** Of UTF-16; what JSON makes of it always fits into an event. */
    static final int LONGEST_TEXT = 5_000;

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NUMBER = 64;
    private static final Predicate<String> CODE =
            Pattern.compile("[A-Za-z0-9._-]{1,64}").asMatchPredicate();
    private static final Predicate<String> USER =
            Pattern.compile("[1-9][0-9]{0,17}").asMatchPredicate();

    /** Empty if the post does not say which message of which sender it is: nothing can be told about it. */
    static Optional<MessagePost> of(PostedForm form) {
        Optional<String> code = form.text("code").filter(CODE);
        return form.text("message_id")
                .filter(id -> id.length() <= LONGEST_ID)
                .flatMap(id -> code.map(sender -> new MessagePost(
                        id,
                        sender,
                        form.text("message_to").orElse(""),
                        form.raw("message_body").orElse(""),
                        form.text("auth[user_id]").filter(USER).map(Long::valueOf),
                        form.text("auth[member_id]"),
                        form.text("auth[application_token]"))));
    }

    /** Why it cannot be sent, whoever may be asked to. */
    Optional<Failure> flaw() {
        if (to.isEmpty() || to.length() > LONGEST_NUMBER) {
            return Optional.of(Failure.NO_RECIPIENT);
        }
        if (text.isBlank()) {
            return Optional.of(Failure.NO_TEXT);
        }
        return text.length() > LONGEST_TEXT ? Optional.of(Failure.TEXT_TOO_LONG) : Optional.empty();
    }

    @Override
    public String toString() {
        return "MessagePost[senderCode=" + senderCode + "]";
    }
}
