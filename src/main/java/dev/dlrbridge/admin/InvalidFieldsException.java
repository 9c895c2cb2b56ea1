package dev.dlrbridge.admin;

import dev.dlrbridge.admin.Problem.FieldError;
import java.util.List;

/** A request is well-formed, but its values do not fit together or to what exists. */
final class InvalidFieldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    InvalidFieldsException(List<FieldError> errors) {
        super("invalid fields", null, false, false);
        this.errors = errors;
    }

    List<FieldError> errors() {
        return errors;
    }
}
