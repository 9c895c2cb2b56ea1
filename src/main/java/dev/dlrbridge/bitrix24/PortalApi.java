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

/**
 * A portal's REST methods; answers come back unread, since faults are often not JSON. The access token is in the
 * header, and in the body too where a web server keeps the header to itself: portals take the first they find
 * (<a href="https://apidocs.bitrix24.com/settings/how-to-call-rest-api/authorization.html">authorisation</a>).
 */
@RegisterRestClient(configKey = "bitrix24")
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface PortalApi {

    /** <a href="https://apidocs.bitrix24.com/api-reference/messageservice/">Sets the status of one message.</a> */
    @POST
    @Path("messageservice.message.status.update")
    Uni<Response> updateStatus(
            @Url String endpoint, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, StatusUpdateBody body);

    /** <a href="https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html">Runs up to 50 commands.</a> */
    @POST
    @Path("batch")
    Uni<Response> batch(@Url String endpoint, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, BatchBody body);

    /** <a href="https://apidocs.bitrix24.com/api-reference/">Calls a method by its name.</a> */
    @POST
    @Path("{method}")
    Uni<Response> call(
            @Url String endpoint,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("method") String method,
            Map<String, ?> parameters);
}
