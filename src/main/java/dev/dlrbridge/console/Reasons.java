package dev.dlrbridge.console;

import io.quarkus.qute.TemplateExtension;
import java.util.Set;

/** The codes of reasons that pages say in words; any other is shown as it is. */
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
            "ERROR_METHOD_NOT_FOUND");

    static final Set<String> OF_REFUSALS = Set.of(
            "address_not_allowed",
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

    /** Why a portal is parked. */
    static boolean hasReasonWords(String code) {
        return OF_PARKING.contains(code);
    }
}
