package dev.dlrbridge.sandbox.answer;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error as the REST interface shows it, alone with its HTTP status or inside a batch without. */
public final class RestError extends Exception {
    public final String code;
    public final String description;
    public final int status;
    final int statusInDocs;

    public RestError(String code, String description, int status) {
        this(code, description, status, status);
    }

    public RestError(String code, String description, int status, int statusInDocs) {
        super(code, null, false, false);
        this.code = code;
        this.description = description;
        this.status = status;
        this.statusInDocs = statusInDocs;
    }

    public static RestError accessDenied(String description) {
        return new RestError("ACCESS_DENIED", description, 403);
    }

    public int status(ErrorStatuses statuses) {
        return statuses == ErrorStatuses.DOCS ? statusInDocs : status;
    }

    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", code);
        body.put("error_description", description);
        return body;
    }
}
