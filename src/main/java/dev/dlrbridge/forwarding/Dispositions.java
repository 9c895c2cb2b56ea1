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
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.tenant.RefreshOutcome;
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
    private static final Map<ApiCode, Disposition> BY_CODE = Map.ofEntries(
            // of the authorisation
            entry(ApiCode.CONNECTION_ERROR, RETRY_LATER),
            entry(ApiCode.ERROR_OAUTH, PARK_AND_PROBE),
            entry(ApiCode.NOT_INSTALLED, PARK_AND_PROBE),
            entry(ApiCode.APPLICATION_NOT_FOUND, PARK_AND_PROBE),
            entry(ApiCode.PAYMENT_REQUIRED, PARK_AND_PROBE),
            entry(ApiCode.INSUFFICIENT_SCOPE, PARK),
            entry(ApiCode.AUTHORIZATION_ERROR, PARK_AND_PROBE),
            entry(ApiCode.USER_ACCESS_ERROR, PARK_AND_PROBE),
            entry(ApiCode.INVALID_CREDENTIALS, PARK),
            entry(ApiCode.METHOD_CONFIRM_WAITING, PARK_AND_PROBE),
            entry(ApiCode.METHOD_CONFIRM_DENIED, PARK),
            // of the portal; staff has blocked an overloaded one, and calls would make it worse
            entry(ApiCode.PORTAL_DELETED, PARK_AND_PROBE),
            entry(ApiCode.OVERLOAD_LIMIT, PARK),
            entry(ApiCode.QUERY_LIMIT_EXCEEDED, SLOW_DOWN),
            entry(ApiCode.OPERATION_TIME_LIMIT, PAUSE_METHOD),
            entry(ApiCode.INTERNAL_SERVER_ERROR, RETRY_LATER),
            entry(ApiCode.ERROR_UNEXPECTED_ANSWER, RETRY_LATER),
            entry(ApiCode.ERROR_CORE, RETRY_LATER),
            entry(ApiCode.ERROR_METHOD_NOT_FOUND, PARK_AND_PROBE),
            entry(ApiCode.INVALID_REQUEST, PARK),
            entry(ApiCode.ERROR_BATCH_LENGTH_EXCEEDED, SHRINK_BATCH),
            entry(ApiCode.ERROR_BATCH_METHOD_NOT_ALLOWED, SINGLE_CALLS),
            // of the message
            entry(ApiCode.ERROR_MESSAGE_NOT_FOUND, NOT_YET),
            entry(ApiCode.ERROR_MESSAGE_STATUS_INCORRECT, REJECT),
            entry(ApiCode.ERROR_SENDER_VALIDATION_FAILURE, REJECT),
            entry(ApiCode.ERROR_ARGUMENT, REJECT));

    /** Of answers without a code, what Bitrix24 means by the status; others are passing trouble. */
    private static final Map<Integer, Disposition> BY_STATUS = Map.of(
            402, PARK_AND_PROBE,
            403, PARK_AND_PROBE,
            404, PARK_AND_PROBE,
            405, PARK_AND_PROBE,
            410, PARK_AND_PROBE,
            429, PAUSE_METHOD);

    /** Of the <a href="https://apidocs.bitrix24.com/settings/oauth/error-codes.html">authorisation server</a>. */
    private static final Map<ApiCode, Disposition> OF_REFRESH = Map.ofEntries(
            entry(ApiCode.INVALID_GRANT, PARK),
            entry(ApiCode.INVALID_CLIENT, APPLICATION_ALARM),
            entry(ApiCode.WRONG_CLIENT, APPLICATION_ALARM),
            entry(ApiCode.INVALID_REQUEST, PARK),
            entry(ApiCode.INVALID_SCOPE, PARK),
            entry(ApiCode.INSUFFICIENT_SCOPE, PARK),
            entry(ApiCode.PAYMENT_REQUIRED, PARK_AND_PROBE),
            entry(ApiCode.NOT_INSTALLED, PARK));

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

    /** What a refusal of the authorisation server leads to; a code that nobody knows is passing trouble, for a day. */
    static Disposition ofRefresh(RefreshOutcome.Refused refused) {
        Disposition disposition = ofRefresh(refused.code());
        return disposition == RETRY_LATER && refused.lasting() ? PARK_AND_PROBE : disposition;
    }

    static Disposition ofRefresh(String code) {
        return ApiCode.of(code).map(OF_REFRESH::get).orElse(RETRY_LATER);
    }

    /** The codes for which a portal may be parked. */
    static Set<String> parkingCodes() {
        return Stream.of(ApiCode.values())
                .filter(code -> PARKING.contains(of(new ApiError(code.name(), 0, "")))
                        || PARKING.contains(ofRefresh(code.name()))
                        || new ApiError(code.name(), 0, "").isDeadToken())
                .map(ApiCode::name)
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

    /** Whether the error of a call with one message may be about that message, not about the portal. */
    static boolean mayBeOfOneMessage(ApiError error) {
        return error.is(ApiCode.ERROR_CORE) || isUnknown(error);
    }

    private static Optional<Disposition> byCode(ApiError error) {
        if (error.isDeadToken()) {
            return Optional.of(REFRESH);
        }
        return error.isWordless()
                ? Optional.ofNullable(BY_STATUS.get(error.httpStatus()))
                : ApiCode.of(error.code()).map(BY_CODE::get);
    }
}
