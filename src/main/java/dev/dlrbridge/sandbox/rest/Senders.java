package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.php.PhpValue;
import dev.dlrbridge.sandbox.portal.Portal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * {@code messageservice.sender.add}, {@code .update}, {@code .delete} and {@code .list}; codes are unique per application.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/messageservice/index.html">Documentation</a>
 */
public final class Senders {
    private static final List<String> UPDATABLE = List.of("NAME", "DESCRIPTION", "HANDLER");

    private Senders() {}

    static Object add(RestCall call) throws RestError {
        requireRights(call);
        var parameters = call.parameters();
        require(!parameters.isEmpty(), "Empty data!");
        StatusUpdate.checkCode(parameters.value("CODE"));
        checkHandler(parameters.text("HANDLER"));
        require(!PhpValue.isEmpty(parameters.value("NAME")), "Empty sender NAME!");
        require(!PhpValue.isEmpty(parameters.value("TYPE")), "Empty sender message TYPE!");
        require(parameters.text("TYPE").equals("SMS"), "Unknown sender message TYPE!");
        if (call.portal().senders.putIfAbsent(key(call), parameters.text("HANDLER")) != null) {
            throw new RestError("ERROR_SENDER_ALREADY_INSTALLED", "Sender already installed!", 400);
        }
        return true;
    }

    public static Object update(RestCall call) throws RestError {
        requireRights(call);
        var parameters = call.parameters();
        if (PhpValue.isEmpty(parameters.value("CODE"))) {
            throw new RestError("ERROR_SENDER_CODE_REQUIRED", "Sender code required!", 400);
        }
        StatusUpdate.checkCode(parameters.value("CODE"));
        if (UPDATABLE.stream().noneMatch(parameters::has)) {
            throw new RestError("ERROR_SENDER_OTHER_PARAMS_REQUIRED", "Other parameters required!", 400);
        }
        if (parameters.has("HANDLER")) {
            checkHandler(parameters.text("HANDLER"));
        }
        require(!parameters.has("NAME") || !PhpValue.isEmpty(parameters.value("NAME")), "Empty sender NAME!");
        if (!call.portal().senders.containsKey(key(call))) {
            throw notFound();
        }
        if (parameters.has("HANDLER")) {
            call.portal().senders.put(key(call), parameters.text("HANDLER"));
        }
        return true;
    }

    static Object delete(RestCall call) throws RestError {
        requireRights(call);
        StatusUpdate.checkCode(call.parameters().value("CODE"));
        if (call.portal().senders.remove(key(call)) == null) {
            throw notFound();
        }
        return true;
    }

    static Object list(RestCall call) throws RestError {
        requireRights(call);
        var codes = new LinkedHashMap<String, Object>();
        codes(call.portal(), call.access().clientId()).forEach(code -> codes.put(Integer.toString(codes.size()), code));
        return codes;
    }

    /** Codes of the application's senders. */
    public static List<String> codes(Portal portal, String clientId) {
        var prefix = key(clientId, "");
        synchronized (portal.senders) {
            return portal.senders.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .map(key -> key.substring(prefix.length()))
                    .toList();
        }
    }

    /** The address that the portal posts an SMS to, or null without such a sender of the application. */
    public static String handler(Portal portal, String clientId, String code) {
        return portal.senders.get(key(clientId, code));
    }

    private static RestError notFound() {
        return new RestError("ERROR_SENDER_NOT_FOUND", "Sender not found!", 400);
    }

    private static void requireRights(RestCall call) throws RestError {
        call.requireApplication();
        call.requireAdmin();
    }

    private static String key(RestCall call) {
        return key(call.access().clientId(), call.parameters().text("CODE"));
    }

    private static String key(String clientId, String code) {
        return clientId + '\0' + code;
    }

    static void checkHandler(String handler) throws RestError {
        var uri = parse(handler);
        if (uri == null || uri.getScheme() == null || !uri.getScheme().matches("(?i)https?")) {
            throw new RestError("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol", 400);
        }
        if (uri.getHost() == null || !uri.getHost().contains(".")) {
            throw new RestError("ERROR_WRONG_HANDLER_URL", "Wrong handler URL", 400);
        }
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void require(boolean condition, String description) throws RestError {
        if (!condition) {
            throw new RestError("ERROR_SENDER_VALIDATION_FAILURE", description, 400);
        }
    }
}
