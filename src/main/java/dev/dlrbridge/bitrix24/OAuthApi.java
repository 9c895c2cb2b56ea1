package dev.dlrbridge.bitrix24;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The authorisation server; a form keeps the secrets out of addresses and access logs. */
@RegisterRestClient(configKey = "bitrix24-oauth")
@Path("")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
interface OAuthApi {

    /** <a href="https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html">Exchanges a refresh token.</a> */
    @POST
    Uni<Response> token(
            @Url String endpoint,
            @FormParam("grant_type") String grantType,
            @FormParam("client_id") String clientId,
            @FormParam("client_secret") String clientSecret,
            @FormParam("refresh_token") String refreshToken);

    /**
     * <a href="https://apidocs.bitrix24.com/settings/oauth/simple-way.html">Tells whose an access token is.</a> The
     * documentation shows a GET, with the token in the address.
     */
    @POST
    Uni<Response> tokenInfo(@Url String endpoint, @FormParam("auth") String accessToken);
}
