package dev.dlrbridge.bitrix24;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Any method of a portal by its name, for the rare calls that set an application up. */
@RegisterRestClient(configKey = "bitrix24")
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface MethodApi {

    /** <a href="https://apidocs.bitrix24.com/api-reference/">Calls a method.</a> */
    @POST
    @Path("{method}")
    Uni<Response> call(
            @Url String endpoint,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("method") String method,
            Map<String, ?> parameters);
}
