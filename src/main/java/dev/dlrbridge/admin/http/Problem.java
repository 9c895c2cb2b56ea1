package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The refusals of the administration API; their texts are fixed, only the fields of a request are named. */
public enum Problem {
    INVALID(400, "Invalid request", "The request does not have the documented form."),
    AMBIGUOUS_PATH(400, "Invalid path", "The path could be read as another one; it is not looked at."),
    UNAUTHORIZED(401, "Unauthorized", "A valid bearer token is needed."),
    FORBIDDEN(403, "Forbidden", "The token's role does not permit this."),
    NOT_FOUND(404, "Not found", "There is nothing under this address."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This address does not know this method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "Answers are JSON."),
    OTHER_MESSAGE(409, "Conflict", "One of the gateway ids is known for another message; nothing was stored."),
    NOTHING_TO_RETRY(409, "Conflict", "The message was not given up."),
    NAME_TAKEN(409, "Conflict", "There is or was a token of this name."),
    OTHER_STATE(409, "Conflict", "The portal's state does not permit this."),
    ENDPOINT_CONFLICT(409, "Conflict", "The application's endpoints do not permit this."),
    CHANGED_MEANWHILE(412, "Precondition failed", "It was changed meanwhile; nothing was done."),
    MEDIA_TYPE(415, "Unsupported media type", "The body must be JSON."),
    UNPROVEN(422, "Tokens not proved", "The authorisation server does not confirm the tokens; nothing was changed."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts", "Too many wrong tokens came from this address; wait."),
    PORTAL_REFUSED(502, "The portal refused", "The portal did not do what it was asked for."),
    FAILED(500, "Internal error", "The request failed; the log says more."),
    UNAVAILABLE(503, "Temporarily unavailable", "The database does not answer; try again."),
    NO_VERDICT(503, "Temporarily unavailable", "The authorisation server does not answer; nothing was changed.");

    public static final String MEDIA = "application/problem+json";

    private final int status;
    private final String title;
    private final String detail;

    Problem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public Response response() {
        return response(null);
    }

    /** @param errors what is wrong, by field; null when no field is to blame */
    public Response response(List<FieldError> errors) {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA).entity(new Document("about:blank", title, status, detail, errors));
        headers().forEach(response::header);
        return response.build();
    }

    /** Not found, with the word for what is not known. */
    public static Response unknown(String what) {
        return NOT_FOUND.response(List.of(new FieldError(what, "is not known")));
    }

    /** Ends an answer that is made before the request has reached a resource. */
    public void send(HttpServerResponse response) {
        Document document = new Document("about:blank", title, status, detail, null);
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA);
        headers().forEach(response::putHeader);
        response.end(Json.encode(document));
    }

    private Map<String, String> headers() {
        return switch (this) {
            case UNAUTHORIZED -> Map.of("WWW-Authenticate", "Bearer");
            case UNAVAILABLE, NO_VERDICT, TOO_MANY_ATTEMPTS -> Map.of("Retry-After", "6");
            default -> Map.of();
        };
    }

    /** A field of the request and what is wrong with it; never its value. */
    @RegisterForReflection // in a Response, where Quarkus does not see it
    public record FieldError(String field, String message) {}

    /** <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Document(String type, String title, int status, String detail, List<FieldError> errors) {}
}
