package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.access.Sessions;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Who asks for a page, and how he wants it. */
final class Visit {
    /** Query parameter by which another language is chosen, and cookie that remembers it. */
    static final String LANGUAGE = "lang";

    private final ContainerRequestContext request;

    private Visit(ContainerRequestContext request) {
        this.request = request;
    }

    static Visit of(ContainerRequestContext request) {
        return new Visit(request);
    }

    /** Null before the login. */
    Caller caller() {
        return Caller.of(request);
    }

    URI address() {
        return request.getUriInfo().getRequestUri();
    }

    String parameters() {
        String parameters = address().getRawQuery();
        return parameters == null ? "" : parameters;
    }

    /** What was searched for, to stand in the box again. */
    String query() {
        String query = request.getUriInfo().getQueryParameters().getFirst("q");
        return query == null ? "" : query;
    }

    String formToken() {
        Cookie session = request.getCookies().get(Sessions.COOKIE);
        return session == null ? "" : Sessions.formToken(session.getValue());
    }

    /** The language that was chosen, else the first of the browser's that there is, else the first that there is. */
    Locale language(List<Locale> languages) {
        String chosen = request.getUriInfo().getQueryParameters().getFirst(LANGUAGE);
        Cookie remembered = request.getCookies().get(LANGUAGE);
        String tag = chosen != null ? chosen : remembered != null ? remembered.getValue() : "";
        for (Locale language : languages) {
            if (language.toLanguageTag().equals(tag)) {
                return language;
            }
        }
        return ofBrowser(languages);
    }

    private Locale ofBrowser(List<Locale> languages) {
        String accepted = request.getHeaderString("Accept-Language");
        try {
            Locale found = accepted == null ? null : Locale.lookup(Locale.LanguageRange.parse(accepted), languages);
            return found == null ? languages.get(0) : found;
        } catch (IllegalArgumentException e) {
            return languages.get(0);
        }
    }
}
