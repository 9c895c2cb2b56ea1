package dev.dlrbridge.sandbox.php;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The merged parameters of a call: query, then body over it; top-level names regardless of case. */
public final class RequestParameters {
    private static final Set<String> SECRETS = Set.of("AUTH", "ACCESS_TOKEN", "REFRESH_TOKEN", "CLIENT_SECRET");

    private final Map<String, Object> byUpperName = new LinkedHashMap<>();

    public RequestParameters(Map<String, Object> values) {
        add(values);
    }

    public static RequestParameters read(HttpServerRequest request, Buffer body) {
        var parameters = new RequestParameters(PhpForm.parse(request.query()));
        parameters.add(bodyOf(request, body));
        return parameters;
    }

    private static Map<String, Object> bodyOf(HttpServerRequest request, Buffer body) {
        var type = request.getHeader("Content-Type");
        if (isMultipart(request)) {
            return form(request.formAttributes());
        }
        var mediaType = type == null ? "" : type.split(";", 2)[0].strip();
        return mediaType.equals("application/json")
                ? PhpJson.decode(body.getBytes())
                : PhpForm.parse(body.toString(StandardCharsets.UTF_8));
    }

    public static boolean isMultipart(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private static Map<String, Object> form(MultiMap attributes) {
        var values = new LinkedHashMap<String, Object>();
        attributes.forEach(attribute -> PhpForm.put(values, attribute.getKey(), attribute.getValue()));
        return values;
    }

    private void add(Map<String, Object> values) {
        values.forEach((name, value) -> byUpperName.put(name.toUpperCase(Locale.ROOT), value));
    }

    public boolean has(String name) {
        return byUpperName.containsKey(name.toUpperCase(Locale.ROOT));
    }

    /** The value as PHP holds it: string, number, boolean, map for an array, or null. */
    public Object value(String name) {
        return byUpperName.get(name.toUpperCase(Locale.ROOT));
    }

    /** The value when it is a scalar, else the empty string. */
    public String text(String name) {
        var value = value(name);
        return PhpValue.isScalar(value) ? PhpValue.toText(value) : "";
    }

    /** All of them but secrets, under their upper-case names. */
    public Map<String, Object> shown() {
        var shown = new LinkedHashMap<>(byUpperName);
        shown.keySet().removeAll(SECRETS);
        return shown;
    }

    /** Whether nothing is there but the token. */
    public boolean isEmpty() {
        return byUpperName.keySet().stream().allMatch(name -> name.equals("AUTH") || name.equals("ACCESS_TOKEN"));
    }
}
