package dev.dlrbridge.portalpage;

import dev.dlrbridge.gateway.FailureReason;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.Message;
import dev.dlrbridge.search.FoundMessage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads messages for people: errors by the tables of the gateways' profiles. */
@Singleton
class MessageRows {
    /** What the bridge itself reports of messages that nobody has sent: the customer's provider knows more. */
    private static final String PROVIDER = "provider";

    private static final Map<String, String> OF_THE_BRIDGE = Map.of(
            "NO_RECIPIENT", FailureReason.NUMBER.word(),
            "NO_TEXT", PROVIDER,
            "TEXT_TOO_LONG", PROVIDER,
            "NO_CHANNEL", PROVIDER,
            "NO_ENDPOINT", PROVIDER,
            "NOT_HANDED_OVER", PROVIDER);

    private final Gateways gateways;

    MessageRows(Gateways gateways) {
        this.gateways = gateways;
    }

    List<MessageRow> of(List<FoundMessage> found) {
        return found.stream().map(this::row).toList();
    }

    private MessageRow row(FoundMessage found) {
        Message message = found.message();
        String code = message.errorCode();
        return new MessageRow(
                message.firstSeenAt(), message.messageId(), message.reported(), message.state(), reason(found), code);
    }

    private String reason(FoundMessage found) {
        Message message = found.message();
        boolean lost = message.reported() == Status.UNDELIVERED || message.reported() == Status.FAILED;
        if (!lost || message.errorCode() == null) {
            return "";
        }
        return reason(found.gateway(), message.errorCode());
    }

    /**
     * Word of the text that says why; empty where nobody knows.
     *
     * @param gateway null where its channel is gone
     */
    String reason(String gateway, String code) {
        return Optional.ofNullable(gateway)
                .flatMap(gateways::find)
                .map(known -> known.profile().errors().get(code))
                .map(FailureReason::word)
                .orElse(OF_THE_BRIDGE.getOrDefault(code, ""));
    }
}
