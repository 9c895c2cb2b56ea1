package dev.dlrbridge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.reading.JsonBody;
import java.nio.charset.Charset;
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

    /** Of a body that is read again; when it comes, intake has a limit of its own. */
    private static final int LARGEST_CONTENT = 8 << 20;

    private final String method;
    private final String url;
    private final String path;
    private final String rawQuery;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final String peer;
    private final Set<String> readableHeaders;
    private final boolean isDeclared;
    private final Callback whole;
    private byte[] content;
    private Parameters query;
    private Parameters form;
    private Optional<JsonNode> json;

    /**
     * @param method in upper case
     * @param url public base address, then path and query exactly as received; never made from the Host header
     * @param path as received, still encoded
     * @param rawQuery as received, one character for each byte, without the question mark; null if there is none
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
        this(method, url, path, rawQuery, headers, body, null, peer);
    }

    /** @param content the body without its {@code Content-Encoding}; null if it is not undone yet */
    public Callback(
            String method,
            String url,
            String path,
            String rawQuery,
            Map<String, List<String>> headers,
            byte[] body,
            byte[] content,
            String peer) {
        this.method = method;
        this.url = url;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = caseless(headers);
        this.body = body;
        this.content = content;
        this.peer = peer;
        this.readableHeaders = null;
        this.isDeclared = true;
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
        this.isDeclared = request.isDeclared;
        this.whole = request.whole;
    }

    /** The same request, with another body or without what it says of it. */
    private Callback(Callback request, byte[] body, boolean isDeclared) {
        this.method = request.method;
        this.url = request.url;
        this.path = request.path;
        this.rawQuery = request.rawQuery;
        this.headers = request.headers;
        this.body = body;
        this.content = request.content();
        this.peer = request.peer;
        this.readableHeaders = request.readableHeaders;
        this.isDeclared = isDeclared;
        this.whole = this;
    }

    /** This request as if it did not say what its body is. */
    public Callback undeclared() {
        return new Callback(this, body, false);
    }

    /** Whether the body was made shorter for the way. */
    public boolean isCoded() {
        return content() != body;
    }

    /** This request as if its body had been sent as it is. */
    public Callback decoded() {
        return new Callback(this, content(), isDeclared);
    }

    /**
     * This request as if it had nothing but these parts, for readers of what a signature covers.
     *
     * @param covered the headers, in lower case; Content-Type stays in any case, since the body is decoded by it
     */
    public Callback only(boolean withQuery, boolean withBody, Set<String> covered) {
        Callback part = new Callback(this, withQuery ? rawQuery : null, withBody ? body : NOTHING, covered);
        part.content = withBody ? content : NOTHING;
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

    /** The body without its {@code Content-Encoding}, which is what is read; the body itself if it has none. */
    public byte[] content() {
        if (content == null) {
            byte[] undone = ContentCoding.undone(body, anyHeader("content-encoding"), LARGEST_CONTENT, more -> true);
            content = undone == null ? body : undone;
        }
        return content;
    }

    /** In which query and body are written, as far as the request says. */
    public Charset charset() {
        return KnownCharsets.declaredIn(anyHeader(CONTENT_TYPE));
    }

    /** Whether the request names a charset that is not known, so that it is read as if it named none. */
    public boolean hasUnknownCharset() {
        return KnownCharsets.isUnknownIn(anyHeader(CONTENT_TYPE));
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
            query = Parameters.ofQuery(rawQuery, charset());
        }
        return query;
    }

    /** The body as a form; without parameters when the body is declared to be something else. */
    public Parameters form() {
        if (form == null) {
            form = MultipartForm.MEDIA_TYPE.equals(mediaType())
                    ? Parameters.ofPairs(MultipartForm.pairs(content(), anyHeader(CONTENT_TYPE), charset()))
                    : isForm() ? Parameters.ofForm(content(), charset()) : Parameters.EMPTY;
        }
        return form;
    }

    /** The body as JSON, whatever it is declared to be; null if it is not one whole JSON value. */
    public JsonNode json() {
        if (json == null) {
            json = Optional.ofNullable(JsonBody.parse(content(), charset()));
        }
        return json.orElse(null);
    }

    /** The first value in the form, else in the query, else null; checks and readers must ask the same way. */
    public String parameter(String name) {
        String value = form().first(name);
        return value == null ? query().first(name) : value;
    }

    /** Whether the body may be read as a form: declared so or not declared at all, and not plainly something else. */
    public boolean isForm() {
        return mediaType() == null ? !isDocument() : isDeclaredForm();
    }

    /** Whether the body says itself that it is a form, and is none of the documents that some clients send as one. */
    public boolean isDeclaredForm() {
        String mediaType = mediaType();
        return FORM.equals(mediaType) ? !isDocument() : MultipartForm.MEDIA_TYPE.equals(mediaType);
    }

    private boolean isDocument() {
        char first = FormDecoder.firstSign(content());
        return first == '{' || first == '<' || first == '-' || first == '[' && json() != null;
    }

    /** Type and subtype of the body in lower case, without parameters; null if not declared. */
    public String mediaType() {
        return isDeclared ? mediaTypeOf(anyHeader(CONTENT_TYPE)) : null;
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
