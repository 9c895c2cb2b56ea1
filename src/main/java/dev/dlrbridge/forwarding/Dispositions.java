package dev.dlrbridge.forwarding;

import static dev.dlrbridge.forwarding.Disposition.APPLICATION_ALARM;
import static dev.dlrbridge.forwarding.Disposition.DENIED;
import static dev.dlrbridge.forwarding.Disposition.NOT_YET;
import static dev.dlrbridge.forwarding.Disposition.PARK;
import static dev.dlrbridge.forwarding.Disposition.PARK_AND_PROBE;
import static dev.dlrbridge.forwarding.Disposition.PAUSE_METHOD;
import static dev.dlrbridge.forwarding.Disposition.REFRESH;
import static dev.dlrbridge.forwarding.Disposition.REJECT;
import static dev.dlrbridge.forwarding.Disposition.RETRY_LATER;
import static dev.dlrbridge.forwarding.Disposition.SHRINK_BATCH;
import static dev.dlrbridge.forwarding.Disposition.SINGLE_CALLS;
import static dev.dlrbridge.forwarding.Disposition.SLOW_DOWN;
import static java.util.Map.entry;

import dev.dlrbridge.bitrix24.AccessDenial;
import dev.dlrbridge.bitrix24.ApiError;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table from Bitrix24's <a href="https://apidocs.bitrix24.com/error-codes.html">error codes</a> to what is done
 * about them. The code decides; the HTTP status only where there is no code, since documentation and product differ in
 * statuses; the text only for {@code ACCESS_DENIED}, which means three things.
 */
final class Dispositions {
    private static final Map<String, Disposition> BY_CODE = Map.ofEntries(
            // of the authorisation
            entry("EXPIRED_TOKEN", REFRESH),
            entry("INVALID_TOKEN", REFRESH),
            entry("NO_AUTH_FOUND", REFRESH),
            entry("CONNECTION_ERROR", RETRY_LATER),
            entry("ERROR_OAUTH", PARK_AND_PROBE),
            entry("NOT_INSTALLED", PARK_AND_PROBE),
            entry("APPLICATION_NOT_FOUND", PARK_AND_PROBE),
            entry("PAYMENT_REQUIRED", PARK_AND_PROBE),
            entry("INSUFFICIENT_SCOPE", PARK),
            entry("AUTHORIZATION_ERROR", PARK_AND_PROBE),
            entry("USER_ACCESS_ERROR", PARK_AND_PROBE),
            entry("INVALID_CREDENTIALS", PARK),
            entry("METHOD_CONFIRM_WAITING", PARK_AND_PROBE),
            entry("METHOD_CONFIRM_DENIED", PARK),
            // of the portal; staff has blocked an overloaded one, and calls would make it worse
            entry("PORTAL_DELETED", PARK_AND_PROBE),
            entry("OVERLOAD_LIMIT", PARK),
            entry("QUERY_LIMIT_EXCEEDED", SLOW_DOWN),
            entry("OPERATION_TIME_LIMIT", PAUSE_METHOD),
            entry("INTERNAL_SERVER_ERROR", RETRY_LATER),
            entry("ERROR_UNEXPECTED_ANSWER", RETRY_LATER),
            entry("ERROR_CORE", RETRY_LATER),
            entry("ERROR_METHOD_NOT_FOUND", PARK_AND_PROBE),
            entry("INVALID_REQUEST", PARK),
            entry("ERROR_BATCH_LENGTH_EXCEEDED", SHRINK_BATCH),
            entry("ERROR_BATCH_METHOD_NOT_ALLOWED", SINGLE_CALLS),
            // of the message
            entry("ERROR_MESSAGE_NOT_FOUND", NOT_YET),
            entry("ERROR_MESSAGE_STATUS_INCORRECT", REJECT),
            entry("ERROR_SENDER_VALIDATION_FAILURE", REJECT),
            entry("ERROR_ARGUMENT", REJECT));

    private static final Map<Integer, Disposition> WITHOUT_CODE = Map.of(401, REFRESH, 429, PAUSE_METHOD);

    /** Of the <a href="https://apidocs.bitrix24.com/settings/oauth/error-codes.html">authorisation server</a>. */
    private static final Map<String, Disposition> OF_REFRESH = Map.ofEntries(
            entry("INVALID_GRANT", PARK),
            entry("INVALID_CLIENT", APPLICATION_ALARM),
            entry("WRONG_CLIENT", APPLICATION_ALARM),
            entry("INVALID_REQUEST", PARK),
            entry("INVALID_SCOPE", PARK),
            entry("INSUFFICIENT_SCOPE", PARK),
            entry("PAYMENT_REQUIRED", PARK_AND_PROBE),
            entry("NOT_INSTALLED", PARK));

    private static final Set<Disposition> PARKING = EnumSet.of(PARK, PARK_AND_PROBE, APPLICATION_ALARM);

    private Dispositions() {}

    /** What an error leads to; a code that nobody knows is passing trouble. */
    static Disposition of(ApiError error) {
        return switch (error.denial()) {
            case USER -> DENIED;
            case PLAN -> PARK_AND_PROBE;
            case NO_APPLICATION -> PARK;
            case NONE -> byCode(error).orElse(RETRY_LATER);
        };
    }

    /** What a refusal of the authorisation server leads to; a code that nobody knows is passing trouble. */
    static Disposition ofRefresh(String code) {
        return OF_REFRESH.getOrDefault(code, RETRY_LATER);
    }

    /** The codes for which a portal may be parked. */
    static Set<String> parkingCodes() {
        return Stream.concat(BY_CODE.entrySet().stream(), OF_REFRESH.entrySet().stream())
                .filter(code -> PARKING.contains(code.getValue()) || code.getValue() == REFRESH)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether the table has nothing to say about an error. */
    static boolean isUnknown(ApiError error) {
        return error.denial() == AccessDenial.NONE && byCode(error).isEmpty();
    }

    /** Whether an error shows that the portal takes calls, only not these messages. */
    static boolean isAboutMessages(ApiError error) {
        Disposition disposition = of(error);
        return disposition == NOT_YET || disposition == REJECT;
    }

    private static Optional<Disposition> byCode(ApiError error) {
        return Optional.ofNullable(
                error.code().isEmpty() ? WITHOUT_CODE.get(error.httpStatus()) : BY_CODE.get(error.code()));
    }
}
