package dev.dlrbridge.admin.http;

import dev.dlrbridge.admin.http.Problem.FieldError;
import java.util.List;

/** A request is well-formed, but its values do not fit together or to what exists. */
public final class InvalidFieldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidFieldsException(List<FieldError> errors) {
        super("invalid fields", null, false, false);
        this.errors = errors;
    }

    /** Never empty, and without any value of the request. */
    public List<FieldError> errors() {
        return errors;
    }
}
