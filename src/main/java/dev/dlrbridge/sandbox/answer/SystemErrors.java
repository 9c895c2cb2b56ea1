package dev.dlrbridge.sandbox.answer;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/**
 * The errors that portals and the OAuth server raise themselves, with their usual texts and statuses.
 *
 * @see <a href="https://apidocs.bitrix24.com/error-codes.html">Error codes</a>
 * @see <a href="https://apidocs.bitrix24.com/settings/oauth/error-codes.html">Error codes of the OAuth server</a>
 */
public final class SystemErrors {
    private static final String PLAN = "REST is available only on commercial plans";
    private static final Map<String, Known> KNOWN = Map.ofEntries(
            entry("expired_token", new Known("The access token provided has expired.", 401)),
            entry("invalid_token", new Known("Unable to get application by token", 401)),
            entry("NO_AUTH_FOUND", new Known("Wrong authorization data", 401)),
            entry("CONNECTION_ERROR", new Known("Error connecting to authorization server", 401)),
            entry("ERROR_OAUTH", new Known("Application not installed", 401)),
            entry("NOT_INSTALLED", new Known("Application not installed", 401)),
            entry("APPLICATION_NOT_FOUND", new Known("Application not found", 401)),
            entry("PAYMENT_REQUIRED", new Known("Subscription has been ended", 401)),
            entry("ACCESS_DENIED", new Known(PLAN, 401, 403)),
            entry("OVERLOAD_LIMIT", new Known("REST API is blocked due to overload", 401, 503)),
            entry(
                    "insufficient_scope",
                    new Known("The request requires higher privileges than provided by the access token", 401, 403)),
            entry("authorization_error", new Known("Unable to authorize user", 401)),
            entry("user_access_error", new Known("The user does not have access to the application", 401, 403)),
            entry("ERROR_METHOD_NOT_FOUND", new Known("Method not found!", 404)),
            entry("QUERY_LIMIT_EXCEEDED", new Known("Too many requests", 503)),
            entry("OPERATION_TIME_LIMIT", new Known("Method is blocked due to operation time limit.", 429)),
            entry("INTERNAL_SERVER_ERROR", new Known("Internal server error", 500)),
            entry("ERROR_UNEXPECTED_ANSWER", new Known("Server returned an unexpected response", 500)),
            entry("ERROR_CORE", new Known("", 400)),
            entry("ERROR_ARGUMENT", new Known("Wrong argument", 400)),
            entry("INVALID_REQUEST", new Known("Https required.", 400)),
            entry("PORTAL_DELETED", new Known("Portal is deleted", 403, 500)),
            entry("INVALID_CREDENTIALS", new Known("Invalid request credentials", 403)),
            entry("METHOD_CONFIRM_WAITING", new Known("Waiting for confirmation", 401)),
            entry("METHOD_CONFIRM_DENIED", new Known("Method call denied", 403)),
            entry("ERROR_BATCH_LENGTH_EXCEEDED", new Known("Max batch length exceeded", 400)),
            entry("ERROR_BATCH_METHOD_NOT_ALLOWED", new Known("Method is not allowed for batch usage", 400, 405)),
            entry("ERROR_MESSAGE_NOT_FOUND", new Known("Message not found!", 400)),
            entry("ERROR_MESSAGE_STATUS_INCORRECT", new Known("Message status incorrect!", 400)),
            entry("ERROR_SENDER_VALIDATION_FAILURE", new Known("Wrong sender code!", 400)),
            entry("invalid_grant", new Known("invalid grant", 400)),
            entry("invalid_client", new Known("invalid client", 400)),
            entry("wrong_client", new Known("wrong client", 200)),
            entry("invalid_request", new Known("invalid request", 400)),
            entry("invalid_scope", new Known("invalid scope", 403)));

    private SystemErrors() {}

    /** The error with its usual text and statuses; without text and with 400 for a code that is not known. */
    public static RestError of(String code) {
        var known = KNOWN.getOrDefault(code, new Known("", 400));
        return new RestError(code, known.text, known.status, known.statusInDocs);
    }

    /** The error a fault asks for; what it leaves open is as usual, for a command or for a whole call. */
    public static RestError of(Fault fault) {
        var ofCommand = fault.kind() == FaultKind.COMMAND_ERROR;
        var usual = ofCommand && fault.error().toUpperCase(Locale.ROOT).equals("ACCESS_DENIED")
                ? RestError.accessDenied("Access denied!")
                : of(fault.error());
        var text = fault.description() == null ? usual.description : fault.description();
        return fault.status() == null
                ? new RestError(fault.error(), text, usual.status, usual.statusInDocs)
                : new RestError(fault.error(), text, fault.status());
    }

    private record Known(String text, int status, int statusInDocs) {
        Known(String text, int status) {
            this(text, status, status);
        }
    }
}
