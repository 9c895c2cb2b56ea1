package dev.dlrbridge.testing;

import dev.dlrbridge.sandbox.portal.TokenPair;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The application's page as somebody has opened it in a portal's frame.
 *
 * @param token by which the page asks for its parts; empty where it was refused
 */
public record PortalPage(HttpResponse<String> answer, String token) {
    /** A user of sandbox portals who is no administrator. */
    public static final int EMPLOYEE = 2;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    /** By the administrator who has installed the application, with a token of his own. */
    public static PortalPage byAdministrator(Tenant tenant, String language) {
        return open(tenant, tenant.portal().install(), language);
    }

    public static PortalPage byEmployee(Tenant tenant) {
        return open(tenant, tenant.portal().install(tenant.clientId(), EMPLOYEE), "en");
    }

    public static PortalPage open(Tenant tenant, TokenPair tokens, String language) {
        return post(tenant, form(tenant, tokens), language);
    }

    /** The installer's page, by the administrator. */
    public static PortalPage installed(Tenant tenant) {
        return opened(
                address(tenant, "en").replace("/app/", "/install/"),
                form(tenant, tenant.portal().install()));
    }

    /** What the portal posts. */
    public static Map<String, String> form(Tenant tenant, TokenPair tokens) {
        return Map.of(
                "AUTH_ID", tokens.accessToken(),
                "AUTH_EXPIRES", "3600",
                "REFRESH_ID", tokens.refreshToken(),
                "SERVER_ENDPOINT",
                        SandboxResource.sandbox().oauthUrl().resolve("/rest/").toString(),
                "member_id", tenant.memberId(),
                "status", "L",
                "PLACEMENT", "DEFAULT");
    }

    public static PortalPage post(Tenant tenant, Map<String, String> form, String language) {
        return opened(address(tenant, language), form);
    }

    private static PortalPage opened(String address, Map<String, String> form) {
        HttpResponse<String> answer = Bridge.post(address, FORM, encoded(form));
        Matcher token = TOKEN.matcher(answer.body());
        return new PortalPage(answer, token.find() ? token.group(1) : "");
    }

    /** Path and query. */
    public static String address(Tenant tenant, String language) {
        return "/bitrix24/app/" + tenant.clientId() + "?DOMAIN="
                + tenant.portal().clientEndpoint().getAuthority() + "&PROTOCOL=0&LANG=" + language + "&APP_SID=2b1c";
    }

    public HttpResponse<String> get(String part) {
        return send(part, "GET", "");
    }

    /** As the page's forms do. */
    public HttpResponse<String> post(String part, Map<String, String> fields) {
        return send(part, "POST", encoded(fields));
    }

    private HttpResponse<String> send(String part, String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Bridge.outside("/bitrix24/page/" + part))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", FORM)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Page-Token", token);
        }
        return Bridge.send(request.build());
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
