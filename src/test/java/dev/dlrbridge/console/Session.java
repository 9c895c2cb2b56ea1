package dev.dlrbridge.console;

import dev.dlrbridge.testing.Bridge;
import io.restassured.RestAssured;
import io.restassured.config.RedirectConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody's session with the console, by plain HTTP. */
record Session(String cookie, String formToken) {
    static final String COOKIE = "dlrbridge-session";
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");

    static Session of(String token) {
        Response answer = begin(token);
        String cookie = answer.cookie(COOKIE);
        String page = new Session(cookie, "").get("/gateways").asString();
        Matcher field = FORM_TOKEN.matcher(page);
        if (!field.find()) {
            throw new IllegalStateException("no form on the page:\n" + page);
        }
        return new Session(cookie, field.group(1));
    }

    /** What the login form of a browser sends. */
    static Response begin(String token) {
        return nobody().formParam("token", token).post("/login");
    }

    /** Without a session; redirects are not followed. */
    static RequestSpecification nobody() {
        return RestAssured.given()
                .baseUri(Bridge.inside("").toString())
                .basePath("/console")
                .config(RestAssured.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)));
    }

    RequestSpecification request() {
        return nobody().cookie(COOKIE, cookie);
    }

    Response get(String path) {
        return request().get(path);
    }

    /** As a page of this session posts it. */
    Response post(String path, Map<String, String> fields) {
        return request().formParam("formToken", formToken).formParams(fields).post(path);
    }

    /** As a page of another site, or another session, would have it posted. */
    Response forged(String path, String formToken) {
        return request().formParam("formToken", formToken).post(path);
    }
}
