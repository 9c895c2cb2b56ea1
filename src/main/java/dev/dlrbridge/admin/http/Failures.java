package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.tenant.ChangedMeanwhileException;
import dev.dlrbridge.tenant.UnknownApplicationException;
import dev.dlrbridge.tenant.UnknownPortalException;
import dev.dlrbridge.tenant.install.NoVerdictException;
import dev.dlrbridge.tenant.install.UnprovenPairException;
import dev.dlrbridge.tenant.sender.PortalRefusedException;
import dev.dlrbridge.webhook.EndpointConflictException;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures of the administration API become answers. */
@Singleton
class Failures {
    private final dev.dlrbridge.trace.Failures.Place failures;

    Failures(dev.dlrbridge.trace.Failures failures) {
        this.failures = failures.at("administration", Failures.class);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure) {
        return Problem.INVALID.response(
                failure.getConstraintViolations().stream().map(Failures::error).toList());
    }

    @ServerExceptionMapper
    Response invalid(InvalidFieldsException failure) {
        return Problem.INVALID.response(failure.errors());
    }

    /** No JSON, or bytes that are no text: the parser guesses the encoding by the first ones. */
    @ServerExceptionMapper({JsonProcessingException.class, CharConversionException.class})
    Response unreadable(Exception failure) {
        return Problem.INVALID.response();
    }

    /** The framework has a mapper of its own for this one, which would show the value. */
    @ServerExceptionMapper
    Response mistyped(MismatchedInputException failure) {
        return Problem.INVALID.response(List.of(new FieldError(FieldNames.of(failure), "has the wrong type or form")));
    }

    @ServerExceptionMapper
    Response refusedAddress(RefusedAddressException failure) {
        return Problem.INVALID.response(
                List.of(new FieldError("clientEndpoint", "is not an address that may be called")));
    }

    @ServerExceptionMapper
    Response conflicting(EndpointConflictException failure) {
        return Problem.ENDPOINT_CONFLICT.response(List.of(new FieldError("endpoint", failure.getMessage())));
    }

    @ServerExceptionMapper
    Response unknown(UnknownThingException failure) {
        return Problem.unknown(failure.what());
    }

    @ServerExceptionMapper
    Response unknown(UnknownApplicationException failure) {
        return Problem.unknown("application");
    }

    @ServerExceptionMapper
    Response unknown(UnknownPortalException failure) {
        return Problem.unknown("portal");
    }

    @ServerExceptionMapper
    Response unproven(UnprovenPairException failure) {
        return Problem.UNPROVEN.response(List.of(new FieldError(failure.field(), failure.getMessage())));
    }

    @ServerExceptionMapper
    Response undecided(NoVerdictException failure) {
        return Problem.NO_VERDICT.response();
    }

    @ServerExceptionMapper
    Response changed(ChangedMeanwhileException failure) {
        return Problem.CHANGED_MEANWHILE.response();
    }

    /** The portal's code says what to do; it is a word of Bitrix24's. */
    @ServerExceptionMapper
    Response refused(PortalRefusedException failure) {
        return Problem.PORTAL_REFUSED.response(List.of(new FieldError("portal", failure.code())));
    }

    @ServerExceptionMapper
    Response database(StatementException failure) {
        return failure instanceof StatementException.Unstorable ? Problem.INVALID.response() : unexpected(failure);
    }

    /** The framework's own refusals: unknown path, method, media type, unreadable body. */
    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        return switch (failure.getResponse().getStatus()) {
            case 404 -> Problem.NOT_FOUND.response();
            case 405 -> Problem.METHOD_NOT_ALLOWED.response();
            case 406 -> Problem.NOT_ACCEPTABLE.response();
            case 415 -> Problem.MEDIA_TYPE.response();
            default -> failure.getResponse().getStatus() < 500 ? Problem.INVALID.response() : unexpected(failure);
        };
    }

    /** Anything may hold foreign text in its message, so that the answer says nothing of it. */
    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (isUnstorable(failure)) {
            return Problem.INVALID.response();
        }
        return failures.note("A request of the administration API was not answered", failure)
                ? Problem.UNAVAILABLE.response()
                : Problem.FAILED.response();
    }

    /** Class 22 of SQLSTATE is a data exception: the value is none of the column's, such as a text with a NUL. */
    private static boolean isUnstorable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException database
                    && String.valueOf(database.getSqlState()).startsWith("22")) {
                return true;
            }
        }
        return false;
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        return new FieldError(FieldNames.of(violation.getPropertyPath()), violation.getMessage());
    }
}
