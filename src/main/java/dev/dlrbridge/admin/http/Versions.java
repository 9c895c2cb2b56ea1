package dev.dlrbridge.admin.http;

import dev.dlrbridge.tenant.SeenVersion;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Optimistic locking by {@code ETag} and {@code If-Match} (RFC 9110); without the latter a change is made anyway. */
public final class Versions {
    private static final Pattern STRONG_TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    private Versions() {}

    public static Response ok(Object view, String version) {
        return tagged(Response.ok(view), version);
    }

    public static Response tagged(Response.ResponseBuilder response, String version) {
        return response.tag(new EntityTag(version)).build();
    }

    /** The versions that a caller will change; a weak tag or none at all matches nothing. */
    public static SeenVersion seen(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return SeenVersion.ANY;
        }
        Set<String> versions = STRONG_TAG
                .matcher(ifMatch)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map(tag -> tag.group(2))
                .collect(Collectors.toSet());
        return new SeenVersion(versions);
    }
}
