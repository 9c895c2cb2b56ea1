package dev.dlrbridge.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error as the REST interface shows it, alone with its HTTP status or inside a batch without. */
final class RestError extends Exception {
    final String code;
    final String description;
    final int status;

    RestError(String code, String description, int status) {
        super(code, null, false, false);
        this.code = code;
        this.description = description;
        this.status = status;
    }

    static RestError accessDenied(String description) {
        return new RestError("ACCESS_DENIED", description, 403);
    }

    static RestError methodNotFound() {
        return new RestError("ERROR_METHOD_NOT_FOUND", "Method not found!", 404);
    }

    static RestError of(Fault fault) {
        return new RestError(fault.error(), fault.description(), fault.status());
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", code);
        body.put("error_description", description);
        return body;
    }
}
