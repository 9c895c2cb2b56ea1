package dev.dlrbridge.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an SMS was not delivered, as far as people are told in words: what a gateway's error codes come down to. */
public enum FailureReason {
    /** The number does not exist, or is none of a mobile phone. */
    NUMBER,
    /** The phone was off, out of reach or full for too long. */
    UNREACHABLE,
    /** The recipient, or his contract, takes no SMS, or none of this sender. */
    BLOCKED,
    /** The operator refused it: its filter, the sender's name, the content. */
    OPERATOR,
    /** The account has no money left. */
    FUNDS,
    /** The account is not permitted to send it. */
    ACCOUNT,
    /** A fault of gateway or operator, or one that they do not explain. */
    TECHNICAL;

    /** The word in profiles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FailureReason> ofWord(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}
