package dev.dlrbridge.tenant.lookup;

import static java.util.Map.entry;

import java.util.Map;

/** Why portals are parked, in words, with who can change it. */
public final class ParkingReasons {
    private static final String REINSTALL = "somebody has to install the application on the portal again";
    private static final String PLAN = "the customer has to pay, or to change his plan";
    private static final String RIGHTS = "an administrator of the portal has to install the application again";

    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("OPERATOR", "an operator parked it, and has to resume it"),
            entry("ERROR_OAUTH", "the application is not installed there, or not allowed: " + REINSTALL),
            entry("NOT_INSTALLED", "the application is not installed there: " + REINSTALL),
            entry("APPLICATION_NOT_FOUND", "the portal does not know the application: " + REINSTALL),
            entry("PAYMENT_REQUIRED", "the plan or the market subscription has run out: " + PLAN),
            entry("INSUFFICIENT_SCOPE", "the application has not the scope messageservice: " + REINSTALL),
            entry("AUTHORIZATION_ERROR", "who installed the application cannot sign in any more: " + RIGHTS),
            entry("USER_ACCESS_ERROR", "who installed the application may not use it any more: " + RIGHTS),
            entry("INVALID_CREDENTIALS", "the address or the token is none of an application: " + REINSTALL),
            entry("METHOD_CONFIRM_WAITING", "an administrator of the portal has to permit the method"),
            entry("METHOD_CONFIRM_DENIED", "an administrator of the portal has forbidden the method"),
            entry("ACCESS_DENIED", "the plan has no REST API, or who installed the application lost his rights"),
            entry("PORTAL_DELETED", "the portal is gone"),
            entry("OVERLOAD_LIMIT", "Bitrix24 has blocked the portal for overload: its support has to lift that"),
            entry("ERROR_METHOD_NOT_FOUND", "the portal lacks the module messageservice, or is too old"),
            entry("INVALID_REQUEST", "the portal's address is not as it must be: " + REINSTALL),
            entry("INVALID_GRANT", "the tokens are spent: " + REINSTALL),
            entry("INVALID_CLIENT", "the application's secret is wrong, or the portal has lost the application"),
            entry("WRONG_CLIENT", "the application's secret is wrong: somebody has to change it here"),
            entry("INVALID_SCOPE", "the application asks for more than it was granted: " + REINSTALL),
            entry("INVALID_TOKEN", "the portal does not take its own tokens: " + REINSTALL),
            entry("NO_AUTH_FOUND", "the portal's web server does not let our token through: its administrator has to"));

    private static final String HTTP = "HTTP_";

    private ParkingReasons() {}

    /** Null for null; what is not known is said to be so. */
    public static String words(String reason) {
        if (reason == null) {
            return null;
        }
        String fallback = reason.startsWith(HTTP)
                ? "the portal's web server refuses every call, and says no more than the status"
                : "the portal says nothing else, and it is not known what that means";
        return WORDS.getOrDefault(reason, fallback);
    }
}
