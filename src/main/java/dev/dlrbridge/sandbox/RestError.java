package dev.dlrbridge.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error as the REST interface shows it, alone with its HTTP status or inside a batch without. */
final class RestError extends Exception {
    final String code;
    final String description;
    final int status;
    final int statusInDocs;

    RestError(String code, String description, int status) {
        this(code, description, status, status);
    }

    RestError(String code, String description, int status, int statusInDocs) {
        super(code, null, false, false);
        this.code = code;
        this.description = description;
        this.status = status;
        this.statusInDocs = statusInDocs;
    }

    static RestError accessDenied(String description) {
        return new RestError("ACCESS_DENIED", description, 403);
    }

    int status(ErrorStatuses statuses) {
        return statuses == ErrorStatuses.DOCS ? statusInDocs : status;
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", code);
        body.put("error_description", description);
        return body;
    }
}
