package dev.dlrbridge.bitrix24;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The error codes of Bitrix24 that we know, of its <a href="https://apidocs.bitrix24.com/error-codes.html">portals</a> and
 * of its <a href="https://apidocs.bitrix24.com/settings/oauth/error-codes.html">authorisation server</a>. There are others.
 */
public enum ApiCode {
    /** The access token has outlived its hour. */
    EXPIRED_TOKEN,
    /** The access token is none, or none any more. */
    INVALID_TOKEN,
    /** The access token was not found, or not with this portal. */
    NO_AUTH_FOUND,
    /** The portal could not ask the authorisation server about the token. */
    CONNECTION_ERROR,
    /** The token is of an application that is not installed, or not allowed here. */
    ERROR_OAUTH,
    /** The application is not installed on the portal. */
    NOT_INSTALLED,
    /** The portal does not know the application. */
    APPLICATION_NOT_FOUND,
    /** The portal's plan or its market subscription has run out. */
    PAYMENT_REQUIRED,
    /** The application may not do this by its scopes. */
    INSUFFICIENT_SCOPE,
    /** The token's user cannot be signed in. */
    AUTHORIZATION_ERROR,
    /** The token's user may not use the application. */
    USER_ACCESS_ERROR,
    /** The webhook's secret is wrong; not of an application. */
    INVALID_CREDENTIALS,
    /** Somebody must permit the method on the portal. */
    METHOD_CONFIRM_WAITING,
    /** Somebody has forbidden the method on the portal. */
    METHOD_CONFIRM_DENIED,
    /** One of three things, which only the text tells apart; see {@link AccessDenial}. */
    ACCESS_DENIED,
    /** The portal is gone. */
    PORTAL_DELETED,
    /** Bitrix24's staff has blocked an overloaded portal. */
    OVERLOAD_LIMIT,
    /** One request too many for the account's bucket. */
    QUERY_LIMIT_EXCEEDED,
    /** The method is blocked for its execution time. */
    OPERATION_TIME_LIMIT,
    /** The portal has failed. */
    INTERNAL_SERVER_ERROR,
    /** The portal has failed, in its answer. */
    ERROR_UNEXPECTED_ANSWER,
    /** The portal has failed, within a module. */
    ERROR_CORE,
    /** The portal has no such method: its module is switched off, or its version too old. */
    ERROR_METHOD_NOT_FOUND,
    /** The request is not as it must be, such as over plain HTTP. */
    INVALID_REQUEST,
    /** A batch has more commands than the portal takes. */
    ERROR_BATCH_LENGTH_EXCEEDED,
    /** The method may not be in a batch. */
    ERROR_BATCH_METHOD_NOT_ALLOWED,
    /** The portal has no such message, or not yet. */
    ERROR_MESSAGE_NOT_FOUND,
    /** The portal takes no such status. */
    ERROR_MESSAGE_STATUS_INCORRECT,
    /** The sender's code is not as it must be. */
    ERROR_SENDER_VALIDATION_FAILURE,
    /** A parameter is not as it must be. */
    ERROR_ARGUMENT,
    /** The sender is there already. */
    ERROR_SENDER_ALREADY_INSTALLED,
    /** The portal has no such sender. */
    ERROR_SENDER_NOT_FOUND,
    /** The refresh token is spent, too old, or of another application. */
    INVALID_GRANT,
    /** The application's secret is wrong, or this one portal has lost the application. */
    INVALID_CLIENT,
    /** The application's secret is wrong; it comes with the status 200. */
    WRONG_CLIENT,
    /** The scopes asked for are more than were granted. */
    INVALID_SCOPE;

    private static final Map<String, ApiCode> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ApiCode::name, Function.identity()));

    /** @param code upper-cased; empty if it is not one that we know */
    public static Optional<ApiCode> of(String code) {
        return Optional.ofNullable(BY_NAME.get(code));
    }
}
