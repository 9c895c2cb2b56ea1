package dev.dlrbridge.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dlrbridge.admin.Problem.FieldError;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.journal.JournalException;
import dev.dlrbridge.tenant.UnknownApplicationException;
import dev.dlrbridge.tenant.UnknownPortalException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures of the administration API become answers. */
class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure) {
        return Problem.INVALID.response(
                failure.getConstraintViolations().stream().map(Failures::error).toList());
    }

    @ServerExceptionMapper
    Response invalid(InvalidFieldsException failure) {
        return Problem.INVALID.response(failure.errors());
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException failure) {
        return Problem.INVALID.response();
    }

    @ServerExceptionMapper
    Response refusedAddress(RefusedAddressException failure) {
        return Problem.INVALID.response(
                List.of(new FieldError("clientEndpoint", "is not an address that may be called")));
    }

    @ServerExceptionMapper
    Response unknown(UnknownApplicationException failure) {
        return Problem.NOT_FOUND.response();
    }

    @ServerExceptionMapper
    Response unknown(UnknownPortalException failure) {
        return Problem.NOT_FOUND.response();
    }

    @ServerExceptionMapper
    Response database(JournalException failure) {
        LOG.debug("The journal did not answer", failure);
        return Problem.UNAVAILABLE.response();
    }

    /** The framework's own refusals: unknown path, method, media type, unreadable body. */
    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        return switch (failure.getResponse().getStatus()) {
            case 404 -> Problem.NOT_FOUND.response();
            case 405 -> Problem.METHOD_NOT_ALLOWED.response();
            case 415 -> Problem.MEDIA_TYPE.response();
            default -> failure.getResponse().getStatus() < 500 ? Problem.INVALID.response() : unexpected(failure);
        };
    }

    /** Anything may hold foreign text in its message, so that the answer says nothing of it. */
    @ServerExceptionMapper
    Response unexpected(RuntimeException failure) {
        LOG.error("A request of the administration API failed", failure);
        return Problem.FAILED.response();
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        return new FieldError(field(violation.getPropertyPath()), violation.getMessage());
    }

    /** The path begins with method and parameter names, which mean nothing to the caller. */
    private static String field(Path path) {
        String text = path.toString();
        int method = text.indexOf('.');
        int parameter = text.indexOf('.', method + 1);
        return text.substring((parameter < 0 ? method : parameter) + 1);
    }
}
