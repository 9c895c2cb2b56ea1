package dev.dlrbridge.admin.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses queries with what no value has: control characters, which the database does not even take, and bytes that are
 * no text.
 */
@Singleton
class PlainQuery {
    private static final char NO_TEXT = '\ufffd';

    /** @return null when the request may go on */
    @ServerRequestFilter(priority = Priorities.USER)
    Response check(ContainerRequestContext request) {
        boolean concerned =
                AdminPath.isAdministration(request.getUriInfo().getRequestUri().getPath());
        return concerned && !isPlain(request.getUriInfo().getQueryParameters()) ? Problem.INVALID.response() : null;
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
