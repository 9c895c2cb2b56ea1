package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.access.Role;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Makes answers of templates, in the visitor's language. */
@Singleton
public class Pages {
    /** Those of operators; the page in portals has more. The first is the usual one. */
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("ru"));

    public Uni<Response> show(ContainerRequestContext request, Function<Frame, TemplateInstance> page) {
        return show(request, 200, page);
    }

    public Uni<Response> show(ContainerRequestContext request, int status, Function<Frame, TemplateInstance> page) {
        return instance(Visit.of(request), page)
                .createUni()
                .map(html -> Response.status(status)
                        .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                        .entity(html)
                        .build());
    }

    /** The page as a text, where nothing in it must be waited for. */
    String render(Visit visit, Function<Frame, TemplateInstance> page) {
        return instance(visit, page).render();
    }

    /** What is put into a page that is shown already, in one line. */
    public String part(ContainerRequestContext request, TemplateInstance part) {
        return part.setLocale(Visit.of(request).language(LANGUAGES)).render().replace("\n", " ");
    }

    /** After a change: the page is asked for anew, so that to reload it repeats nothing. */
    public static Response goTo(String path) {
        return to(path).build();
    }

    /** By the path alone: behind a proxy that ends TLS, the framework would lead to an address without. */
    public static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header("Location", path);
    }

    boolean hasLanguage(String tag) {
        return LANGUAGES.stream().anyMatch(language -> language.toLanguageTag().equals(tag));
    }

    private TemplateInstance instance(Visit visit, Function<Frame, TemplateInstance> page) {
        Locale language = visit.language(LANGUAGES);
        return page.apply(frame(visit, language)).setLocale(language);
    }

    private Frame frame(Visit visit, Locale language) {
        Caller caller = visit.caller();
        return new Frame(
                caller == null ? null : caller.name(),
                caller == null ? "" : caller.role().word(),
                caller != null && caller.role().includes(Role.OPERATOR),
                caller != null && caller.role().includes(Role.ADMIN),
                caller != null && !caller.applications().isEmpty(),
                visit.formToken(),
                visit.address().getRawPath(),
                visit.parameters(),
                visit.query(),
                language.toLanguageTag(),
                LANGUAGES.stream().map(each -> shown(each, language)).toList(),
                Files.VERSION);
    }

    private static Frame.Language shown(Locale each, Locale chosen) {
        return new Frame.Language(each.toLanguageTag(), each.getDisplayLanguage(each), each.equals(chosen));
    }
}
