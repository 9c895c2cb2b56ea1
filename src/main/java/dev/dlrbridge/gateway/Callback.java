package dev.dlrbridge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.reading.JsonBody;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request of a gateway exactly as it came; for use by one thread at a time.
 *
 * <p>A class with a record's accessors: query, form and JSON are decoded once, when first asked for, and serve both the
 * signature check and the reader.
 */
public final class Callback {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String method;
    private final String url;
    private final String rawQuery;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private Parameters query;
    private Parameters form;
    private Optional<JsonNode> json;

    /**
     * @param method in upper case
     * @param url public base address, then path and query exactly as received; never made from the Host header
     * @param rawQuery as received, without the question mark; null if there is none
     * @param headers by name in any case
     * @param body as received; not copied
     */
    public Callback(String method, String url, String rawQuery, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.url = url;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String url() {
        return url;
    }

    public String rawQuery() {
        return rawQuery;
    }

    public Map<String, List<String>> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** The first value of the header, whatever the case of its name; null if it is absent. */
    public String header(String name) {
        List<String> values = headers.get(name);
        if (values != null && !values.isEmpty()) {
            return values.get(0);
        }
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (name.equalsIgnoreCase(header.getKey()) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }

    public Parameters query() {
        if (query == null) {
            query = Parameters.ofQuery(rawQuery);
        }
        return query;
    }

    /** The body as a form; without parameters when the body is declared to be something else. */
    public Parameters form() {
        if (form == null) {
            form = MultipartForm.MEDIA_TYPE.equals(mediaType())
                    ? Parameters.ofPairs(MultipartForm.pairs(body, header("Content-Type")))
                    : isForm() ? Parameters.ofForm(body) : Parameters.EMPTY;
        }
        return form;
    }

    /** The body as JSON, whatever it is declared to be; null if it is not one whole JSON value. */
    public JsonNode json() {
        if (json == null) {
            json = Optional.ofNullable(JsonBody.parse(body));
        }
        return json.orElse(null);
    }

    /** The first value in the form, else in the query, else null; checks and readers must ask the same way. */
    public String parameter(String name) {
        String value = form().first(name);
        return value == null ? query().first(name) : value;
    }

    /** Whether the body may be read as a form: declared so, or not declared at all. */
    public boolean isForm() {
        return mediaType() == null || isDeclaredForm();
    }

    /** Whether the body says itself that it is a form. */
    public boolean isDeclaredForm() {
        String mediaType = mediaType();
        return FORM.equals(mediaType) || MultipartForm.MEDIA_TYPE.equals(mediaType);
    }

    /** Type and subtype of the body in lower case, without parameters; null if not declared. */
    public String mediaType() {
        return mediaTypeOf(header("Content-Type"));
    }

    static String mediaTypeOf(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return null;
        }
        int semicolon = contentType.indexOf(';');
        String mediaType = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return mediaType.strip().toLowerCase(Locale.ROOT);
    }

    /** Tells only method and length: the address holds the callback key, the rest phone numbers. */
    @Override
    public String toString() {
        return "Callback[" + method + ", " + body.length + " bytes]";
    }
}
