package dev.dlrbridge.console;

import dev.dlrbridge.journal.Message;
import dev.dlrbridge.quarantine.MeaningWork;
import dev.dlrbridge.quarantine.QuarantineGroups.Group;
import io.quarkus.qute.TemplateExtension;
import java.util.Set;

/** What pages ask of things: which codes of reasons they say in words, showing any other as it is, and what can be done. */
@TemplateExtension
final class Reasons {
    static final Set<String> OF_PARKING = Set.of(
            "OPERATOR",
            "PAYMENT_REQUIRED",
            "ACCESS_DENIED",
            "NOT_INSTALLED",
            "APPLICATION_NOT_FOUND",
            "ERROR_OAUTH",
            "INVALID_GRANT",
            "PORTAL_DELETED",
            "OVERLOAD_LIMIT",
            "INSUFFICIENT_SCOPE",
            "AUTHORIZATION_ERROR",
            "USER_ACCESS_ERROR",
            "INVALID_CLIENT",
            "WRONG_CLIENT",
            "INVALID_CREDENTIALS",
            "ERROR_METHOD_NOT_FOUND",
            "METHOD_CONFIRM_WAITING",
            "METHOD_CONFIRM_DENIED",
            "INVALID_REQUEST",
            "INVALID_SCOPE",
            "INVALID_TOKEN",
            "NO_AUTH_FOUND");

    static final Set<String> OF_REFUSALS = Set.of(
            "address_not_allowed",
            "method",
            "secret_missing",
            "setting_missing",
            "signature_missing",
            "signature_wrong",
            "timestamp_outside_tolerance");

    static final Set<String> OF_RUNS = Set.of("replay", "channels", "template", "meaning");

    static final Set<String> OF_RESULTS = Set.of(
            "replayed", "unreadable", "not_authentic", "failed", "changed", "unchanged", "made", "gone", "refused");

    private Reasons() {}

    /** What is changed at many things. */
    static boolean hasRunWords(String kind) {
        return OF_RUNS.contains(kind);
    }

    /** What became of some of them. */
    static boolean hasResultWords(String result) {
        return OF_RESULTS.contains(result);
    }

    /** Why a request was refused. */
    static boolean hasRefusalWords(String reason) {
        return OF_REFUSALS.contains(reason);
    }

    /** Whether a message was given up, so that it can be sent again. */
    static boolean givenUp(Message message) {
        return message.state().equals("rejected") || message.state().equals("expired");
    }

    /** Whether channels can be told what the word means. */
    static boolean canBeSaid(Group group) {
        return MeaningWork.canBeSaid(group.word());
    }

    /** Why a portal is parked. */
    static boolean hasReasonWords(String code) {
        return OF_PARKING.contains(code);
    }
}
