package dev.dlrbridge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.reading.JsonBody;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One HTTP request of a gateway exactly as it came; for use by one thread at a time.
 *
 * <p>A class with a record's accessors: query, form and JSON are decoded once, when first asked for, and serve both the
 * signature check and the reader.
 */
public final class Callback {
    private static final byte[] NOTHING = new byte[0];
    private static final String CONTENT_TYPE = "content-type";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String method;
    private final String url;
    private final String path;
    private final String rawQuery;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String peer;
    private final Set<String> readableHeaders;
    private final Callback whole;
    private Parameters query;
    private Parameters form;
    private Optional<JsonNode> json;

    /**
     * @param method in upper case
     * @param url public base address, then path and query exactly as received; never made from the Host header
     * @param path as received, still encoded
     * @param rawQuery as received, without the question mark; null if there is none
     * @param headers by name in any case
     * @param body as received; not copied
     * @param peer address of whoever holds the other end of the connection; null when it is not known any more
     */
    public Callback(
            String method,
            String url,
            String path,
            String rawQuery,
            Map<String, List<String>> headers,
            byte[] body,
            String peer) {
        this.method = method;
        this.url = url;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = caseless(headers);
        this.body = body;
        this.peer = peer;
        this.readableHeaders = null;
        this.whole = this;
    }

    /** A part of a request, with what is decoded of it already. */
    private Callback(Callback request, String rawQuery, byte[] body, Set<String> readableHeaders) {
        this.method = request.method;
        this.url = request.url;
        this.path = request.path;
        this.rawQuery = rawQuery;
        this.headers = request.headers;
        this.body = body;
        this.peer = request.peer;
        this.readableHeaders = readableHeaders;
        this.whole = request.whole;
    }

    /**
     * This request as if it had nothing but these parts, for readers of what a signature covers.
     *
     * @param covered the headers, in lower case; Content-Type stays in any case, since the body is decoded by it
     */
    public Callback only(boolean withQuery, boolean withBody, Set<String> covered) {
        Callback part = new Callback(this, withQuery ? rawQuery : null, withBody ? body : NOTHING, covered);
        part.query = withQuery ? query : null;
        part.form = withBody ? form : null;
        part.json = withBody ? json : null;
        return part;
    }

    /** This request as if it had nothing but these parameters. */
    public Callback onlyParameters(Parameters coveredQuery, Parameters coveredForm) {
        Callback part = new Callback(this, null, NOTHING, Set.of());
        part.query = coveredQuery;
        part.form = coveredForm;
        return part;
    }

    /** This request as if it had nothing but a body of this JSON. */
    public Callback onlyJson(JsonNode covered) {
        Callback part = new Callback(this, null, NOTHING, Set.of());
        part.json = Optional.of(covered);
        return part;
    }

    /** The request as it came. */
    public Callback whole() {
        return whole;
    }

    public String method() {
        return method;
    }

    public String url() {
        return url;
    }

    public String path() {
        return path;
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

    public String peer() {
        return peer;
    }

    /** The first value of the header, whatever the case of its name; null if it is absent. */
    public String header(String name) {
        return readableHeaders == null || readableHeaders.contains(name.toLowerCase(Locale.ROOT))
                ? anyHeader(name)
                : null;
    }

    private String anyHeader(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
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
                    ? Parameters.ofPairs(MultipartForm.pairs(body, anyHeader(CONTENT_TYPE)))
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
        return mediaTypeOf(anyHeader(CONTENT_TYPE));
    }

    /** One look-up finds a header, however many there are. */
    private static Map<String, List<String>> caseless(Map<String, List<String>> headers) {
        if (headers instanceof SortedMap<?, ?> sorted && sorted.comparator() == String.CASE_INSENSITIVE_ORDER) {
            return headers;
        }
        Map<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        return caseless;
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
