package dev.dlrbridge.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** The administration API, to be read and tried: Swagger UI, whose files only development has on its class path. */
@IfBuildProfile("dev")
@Path("/api-page")
@PermitAll
@Blocking
public class ApiPage {

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public InputStream page() {
        return ApiPage.class.getResourceAsStream("/demo/api.html");
    }

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public InputStream document() {
        return ApiPage.class.getResourceAsStream("/openapi.json");
    }
}
