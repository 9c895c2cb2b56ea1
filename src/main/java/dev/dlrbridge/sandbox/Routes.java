package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.answer.Answer;
import dev.dlrbridge.sandbox.oauth.OAuthEndpoint;
import dev.dlrbridge.sandbox.page.PageFiles;
import dev.dlrbridge.sandbox.php.RequestParameters;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.rest.RestEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides by the path whether a request is for the OAuth server, the control API or a portal. */
final class Routes {
    private static final String ROOT = "/rest/";
    private static final Pattern REST = Pattern.compile("/([A-Za-z0-9_-]{1,64})/rest/(.+)");

    private final Sandbox sandbox;
    private final OAuthEndpoint oauth;
    private final RestEndpoint rest;
    private final ControlApi control;
    private final PageFiles pages = new PageFiles();

    Routes(Sandbox sandbox) {
        this.sandbox = sandbox;
        oauth = new OAuthEndpoint(sandbox.vertx(), sandbox.oauth(), sandbox::serverEndpointOf, sandbox.log());
        rest = new RestEndpoint(sandbox.vertx(), sandbox.oauth(), sandbox.log());
        control = new ControlApi(sandbox);
    }

    void handle(HttpServerRequest request) {
        if (RequestParameters.isMultipart(request)) {
            request.setExpectMultipart(true);
        }
        request.body().onSuccess(body -> dispatch(request, body));
    }

    private void dispatch(HttpServerRequest request, Buffer body) {
        var path = request.path();
        if (path.startsWith("/sandbox/")) {
            control.handle(request, body);
            return;
        }
        var alone = sandbox.portals().at(host(request));
        if (pages.answer(request, alone.map(Portal::memberId))) {
            return;
        }
        var parameters = RequestParameters.read(request, body);
        var match = REST.matcher(path);
        if (path.equals("/oauth/token/") || path.equals("/oauth/token")) {
            oauth.token(request, parameters);
        } else if (alone.isPresent() && path.startsWith(ROOT)) {
            toPortal(alone.get(), path.substring(ROOT.length()), request, parameters);
        } else if (path.equals("/rest/app.info") || path.equals("/rest/app.info.json")) {
            oauth.appInfo(request, parameters);
        } else {
            portal(match)
                    .ifPresentOrElse(
                            portal -> toPortal(portal, match.group(2), request, parameters),
                            () -> Answer.html(404, "404 Not Found").send(request.response()));
        }
    }

    private static String host(HttpServerRequest request) {
        var authority = request.authority();
        return authority == null ? "" : authority.host();
    }

    private Optional<Portal> portal(Matcher match) {
        return match.matches() ? sandbox.findPortal(match.group(1)) : Optional.empty();
    }

    private void toPortal(Portal portal, String path, HttpServerRequest request, RequestParameters parameters) {
        // As real portals do: a page of the application calls from its own origin.
        request.response().putHeader("Access-Control-Allow-Origin", "*");
        if (request.method() == HttpMethod.OPTIONS) {
            request.response()
                    .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, *")
                    .setStatusCode(200)
                    .end();
        } else if (portal.hasLeft(host(request))) {
            Answer.redirect(portal.origin() + request.uri()).send(request.response());
        } else {
            rest.handle(portal, path, request, parameters);
        }
    }
}
