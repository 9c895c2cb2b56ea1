package dev.dlrbridge.gateway.fuzz;

import dev.dlrbridge.gateway.Callback;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a request of any bytes: those of a sample give the sample, and others something like it. */
public final class FuzzedRequest {
    private FuzzedRequest() {}

    /** Request line, headers, an empty line, the body; what is missing is empty. */
    public static Callback of(byte[] input) {
        int end = new String(input, StandardCharsets.ISO_8859_1).indexOf("\n\n");
        String head = new String(input, 0, Math.max(0, end), StandardCharsets.UTF_8);
        String[] lines = head.split("\n", -1);
        String[] requestLine = (lines[0] + "  ").split(" ", -1);
        int question = requestLine[1].indexOf('?');
        return new Callback(
                requestLine[0],
                "https://dlr.example.com" + requestLine[1],
                question < 0 ? null : requestLine[1].substring(question + 1),
                headers(lines),
                Arrays.copyOfRange(input, end < 0 ? 0 : end + 2, input.length));
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
