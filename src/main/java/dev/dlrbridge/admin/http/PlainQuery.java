package dev.dlrbridge.admin.http;

import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.bitrix24.CallerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses queries with parameters that the operation does not know, which would otherwise change nothing and say nothing;
 * and with what no value has: control characters, which the database does not even take, and bytes that are no text.
 */
@Singleton
class PlainQuery {
    private static final String API = "/api/";
    private static final char NO_TEXT = '\ufffd';
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private final Uni<QueryNames> names;

    /** Filters are made before there is a Vert.x. */
    PlainQuery(Instance<Vertx> vertx) {
        names = Uni.createFrom()
                .completionStage(
                        () -> vertx.get().executeBlocking(QueryNames::read).toCompletionStage())
                .memoize()
                .indefinitely();
    }

    /** @return null when the request may go on */
    @ServerRequestFilter(priority = Priorities.USER)
    Uni<Response> check(ContainerRequestContext request) {
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        String path = request.getUriInfo().getPath();
        if (query.isEmpty() || !AdminPath.isAdministration(path)) {
            return Uni.createFrom().nullItem();
        }
        if (!isPlain(query)) {
            return Uni.createFrom().item(Problem.INVALID.response());
        }
        return path.startsWith(API)
                ? CallerContext.keep(names).map(known -> unknown(query, known.of(request.getMethod(), path)))
                : Uni.createFrom().nullItem();
    }

    private static Response unknown(MultivaluedMap<String, String> query, Set<String> known) {
        String error = known.isEmpty()
                ? "is no parameter of this operation, which has none"
                : "is no parameter of this operation; it has " + String.join(", ", known);
        List<FieldError> errors = query.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new FieldError(NAME.matcher(name).matches() ? name : "(other)", error))
                .toList();
        return errors.isEmpty() ? null : Problem.INVALID.response(errors);
    }

    private static boolean isPlain(MultivaluedMap<String, String> query) {
        return query.entrySet().stream()
                .allMatch(parameter -> isPlain(parameter.getKey())
                        && parameter.getValue().stream().allMatch(PlainQuery::isPlain));
    }

    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(character -> Character.isISOControl(character)
                        || character == NO_TEXT
                        || Character.getType(character) == Character.SURROGATE);
    }
}
