package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
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

    @Override
    public void filterOpenAPI(OpenAPI document) {
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
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        for (Problem refusal : REFUSALS) {
            operation.getResponses().addAPIResponse(Integer.toString(refusal.status()), response(refusal));
        }
        return operation;
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
