package dev.dlrbridge.forwarding;

import static dev.dlrbridge.forwarding.Disposition.NOT_YET;
import static dev.dlrbridge.forwarding.Disposition.PARK;
import static dev.dlrbridge.forwarding.Disposition.PAUSE_METHOD;
import static dev.dlrbridge.forwarding.Disposition.REFRESH;
import static dev.dlrbridge.forwarding.Disposition.REJECT;
import static dev.dlrbridge.forwarding.Disposition.RETRY_LATER;
import static dev.dlrbridge.forwarding.Disposition.SLOW_DOWN;
import static java.util.Map.entry;

import dev.dlrbridge.bitrix24.AccessDenial;
import dev.dlrbridge.bitrix24.ApiError;
import java.util.Map;

/**
 * The table from Bitrix24's error codes to what is done about them. The code decides, never the HTTP status, since
 * <a href="https://apidocs.bitrix24.com/error-codes.html">documentation</a> and product differ in statuses.
 */
final class Dispositions {
    private static final Map<String, Disposition> BY_CODE = Map.ofEntries(
            entry("EXPIRED_TOKEN", REFRESH),
            entry("INVALID_TOKEN", REFRESH),
            entry("NO_AUTH_FOUND", REFRESH),
            entry("QUERY_LIMIT_EXCEEDED", SLOW_DOWN),
            entry("OPERATION_TIME_LIMIT", PAUSE_METHOD),
            entry("CONNECTION_ERROR", RETRY_LATER),
            entry("ERROR_CORE", RETRY_LATER),
            entry("INTERNAL_SERVER_ERROR", RETRY_LATER),
            entry("ERROR_UNEXPECTED_ANSWER", RETRY_LATER),
            entry("ERROR_BATCH_LENGTH_EXCEEDED", RETRY_LATER),
            entry("ERROR_BATCH_METHOD_NOT_ALLOWED", RETRY_LATER),
            entry("ERROR_MESSAGE_NOT_FOUND", NOT_YET),
            entry("ERROR_MESSAGE_STATUS_INCORRECT", REJECT),
            entry("ERROR_SENDER_VALIDATION_FAILURE", REJECT),
            entry("ERROR_ARGUMENT", REJECT),
            entry("ERROR_OAUTH", PARK),
            entry("NOT_INSTALLED", PARK),
            entry("APPLICATION_NOT_FOUND", PARK),
            entry("PAYMENT_REQUIRED", PARK),
            entry("OVERLOAD_LIMIT", PARK),
            entry("INSUFFICIENT_SCOPE", PARK),
            entry("AUTHORIZATION_ERROR", PARK),
            entry("USER_ACCESS_ERROR", PARK),
            entry("PORTAL_DELETED", PARK),
            entry("ERROR_METHOD_NOT_FOUND", PARK),
            entry("INVALID_REQUEST", PARK));

    private Dispositions() {}

    /** What an error leads to; a code that nobody knows is passing trouble. */
    static Disposition of(ApiError error) {
        if (error.denial() == AccessDenial.USER) {
            return REJECT;
        }
        return error.denial() == AccessDenial.NONE ? BY_CODE.getOrDefault(error.code(), RETRY_LATER) : PARK;
    }
}
