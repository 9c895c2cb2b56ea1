package dev.dlrbridge.quarantine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of a request that somebody is to see: the channel's own, and whatever proves who sent it. */
final class Redaction {
    private static final String REDACTED = "[redacted]";
    private static final Pattern PROOF = Pattern.compile(
            "authorization|cookie|signature|token|secret|password|api-?key|hmac|digest", Pattern.CASE_INSENSITIVE);

    private final List<String> secrets = new ArrayList<>();

    /** @param secrets as configured; found as they are and URL-encoded */
    Redaction(List<String> secrets) {
        for (String secret : secrets) {
            this.secrets.add(secret);
            this.secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
    }

    String text(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, REDACTED);
        }
        return redacted;
    }

    List<String> header(String name, List<String> values) {
        return PROOF.matcher(name).find()
                ? List.of(REDACTED)
                : values.stream().map(this::text).toList();
    }
}
