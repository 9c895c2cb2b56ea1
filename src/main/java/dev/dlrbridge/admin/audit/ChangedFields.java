package dev.dlrbridge.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Notes for the audit which fields the body of a change names, down to {@code secrets.authToken}; never their values. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class ChangedFields implements ReaderInterceptor {
    /** Property of a request: the names of the fields that it is about. */
    public static final String CHANGED = "dlrbridge.audit.changed";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final String OTHER = "(other)";
    private static final int MOST = 50;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(body.getMediaType())) {
            byte[] bytes = body.getInputStream().readAllBytes();
            body.setProperty(CHANGED, String.join(", ", names(bytes)));
            body.setInputStream(new ByteArrayInputStream(bytes));
        }
        return body.proceed();
    }

    /** As the audit has them; null when there are none. */
    public static String named(Collection<String> fields) {
        SortedSet<String> names = new TreeSet<>();
        fields.stream().limit(MOST).map(ChangedFields::plain).forEach(names::add);
        return names.isEmpty() ? null : String.join(", ", names);
    }

    /** In the order of the alphabet; none of what is no JSON. */
    public static SortedSet<String> names(byte[] body) {
        SortedSet<String> names = new TreeSet<>();
        try {
            add(JSON.readTree(body), "", names);
        } catch (IOException e) {
            // whoever reads the body for its values answers that it is no JSON
        }
        return names;
    }

    private static void add(JsonNode node, String prefix, SortedSet<String> names) {
        if (node.isArray()) {
            node.forEach(element -> add(element, prefix, names));
        }
        node.fields().forEachRemaining(field -> {
            if (field.getValue().isObject() && prefix.isEmpty()) {
                add(field.getValue(), plain(field.getKey()) + ".", names);
            } else if (names.size() < MOST) {
                names.add(prefix + plain(field.getKey()));
            }
        });
    }

    /** A name that no field of ours has may be anything, somebody's number too. */
    private static String plain(String name) {
        return NAME.matcher(name).matches() ? name : OTHER;
    }
}
