package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the document what is the same for every call: the token, and the refusals with an example of each. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String TOKEN = "token";
    private static final List<Problem> REFUSALS = List.of(
            Problem.INVALID,
            Problem.UNAUTHORIZED,
            Problem.FORBIDDEN,
            Problem.NOT_FOUND,
            Problem.TOO_MANY_ATTEMPTS,
            Problem.UNAVAILABLE);

    /** A class, whose last word is the same for all, and its method. */
    private static final Pattern MADE_ID = Pattern.compile("(\\w+?)(?:Resource)?_(\\w+)");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer()
                .url("http://localhost:8090")
                .description("The port of administration: dlrbridge.admin.host and dlrbridge.admin.port")));
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A token of the role that the call needs."));
    }

    @Override
    public Operation filterOperation(Operation operation) {
        operation.setOperationId(id(operation.getOperationId()));
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        for (Problem refusal : REFUSALS) {
            operation.getResponses().addAPIResponse(Integer.toString(refusal.status()), response(refusal));
        }
        return operation;
    }

    /** As the audit calls it, but for the full stop. */
    private static String id(String made) {
        Matcher parts = MADE_ID.matcher(made);
        if (!parts.matches()) {
            throw new IllegalStateException("no id of a class and its method: " + made);
        }
        String subject = parts.group(1);
        String method = parts.group(2);
        return subject.substring(0, 1).toLowerCase(Locale.ROOT)
                + subject.substring(1)
                + method.substring(0, 1).toUpperCase(Locale.ROOT)
                + method.substring(1);
    }

    private static APIResponse response(Problem refusal) {
        Map<String, Object> example = Map.of(
                "type", "about:blank",
                "title", refusal.title(),
                "status", refusal.status(),
                "detail", refusal.detail());
        return OASFactory.createAPIResponse()
                .description(refusal.title())
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA, OASFactory.createMediaType().example(example)));
    }
}
