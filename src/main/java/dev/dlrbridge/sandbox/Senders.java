package dev.dlrbridge.sandbox;

import java.net.URI;
import java.util.LinkedHashMap;

/** {@code messageservice.sender.add}, {@code .delete} and {@code .list}; codes are unique per application. */
final class Senders {
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
        if (!call.portal().senders.add(key(call))) {
            throw new RestError("ERROR_SENDER_ALREADY_INSTALLED", "Sender already installed!", 400);
        }
        return true;
    }

    static Object delete(RestCall call) throws RestError {
        requireRights(call);
        StatusUpdate.checkCode(call.parameters().value("CODE"));
        if (!call.portal().senders.remove(key(call))) {
            throw new RestError("ERROR_SENDER_NOT_FOUND", "Sender not found!", 400);
        }
        return true;
    }

    static Object list(RestCall call) throws RestError {
        requireRights(call);
        var prefix = call.access().clientId() + '\0';
        var codes = new LinkedHashMap<String, Object>();
        synchronized (call.portal().senders) {
            call.portal().senders.stream()
                    .filter(key -> key.startsWith(prefix))
                    .forEach(key -> codes.put(Integer.toString(codes.size()), key.substring(prefix.length())));
        }
        return codes;
    }

    private static void requireRights(RestCall call) throws RestError {
        call.requireApplication();
        call.requireAdmin();
    }

    private static String key(RestCall call) {
        return call.access().clientId() + '\0' + call.parameters().text("CODE");
    }

    private static void checkHandler(String handler) throws RestError {
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
