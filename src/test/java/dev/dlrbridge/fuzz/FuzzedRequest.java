package dev.dlrbridge.fuzz;

import dev.dlrbridge.gateway.Callback;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a request of any bytes: those of a sample give the sample, and others something like it.
 *
 * @param target path and query
 */
public record FuzzedRequest(String method, String target, Map<String, List<String>> headers, byte[] body) {
    /** Where gateways reach the bridge. */
    public static final String BASE = "https://dlr.example.com";

    /** Request line, headers, an empty line, the body; what is missing is empty. */
    public static FuzzedRequest of(byte[] input) {
        int end = new String(input, StandardCharsets.ISO_8859_1).indexOf("\n\n");
        String head = new String(input, 0, Math.max(0, end), StandardCharsets.UTF_8);
        String[] lines = head.split("\n", -1);
        String[] requestLine = (lines[0] + "  ").split(" ", -1);
        byte[] body = Arrays.copyOfRange(input, end < 0 ? 0 : end + 2, input.length);
        return new FuzzedRequest(requestLine[0], requestLine[1], headers(lines), body);
    }

    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Null if there is no question mark. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? null : target.substring(question + 1);
    }

    public Callback callback() {
        return new Callback(method, BASE + target, path(), query(), headers, body, "127.0.0.1");
    }

    private static Map<String, List<String>> headers(String[] lines) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : List.of(lines).subList(1, lines.length)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon), List.of(line.substring(colon + 2)));
            }
        }
        return headers;
    }
}
