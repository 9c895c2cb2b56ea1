package dev.dlrbridge.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as it lies in quarantine: all that is needed to verify and read it again. */
@RegisterForReflection // written and read by Jackson outside of any endpoint
record KeptRequest(
        String method, String path, String query, Map<String, List<String>> headers, String contentType, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static byte[] json(IncomingRequest request) {
        try {
            return JSON.writeValueAsBytes(new KeptRequest(
                    request.method(),
                    request.path(),
                    request.query(),
                    request.headers(),
                    request.contentType(),
                    request.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and bytes can be written as JSON", e);
        }
    }

    static KeptRequest of(byte[] json) {
        try {
            return JSON.readValue(json, KeptRequest.class);
        } catch (IOException e) {
            throw new IllegalStateException("what was written as JSON can be read");
        }
    }

    IncomingRequest request() {
        return new IncomingRequest(method, path, query, caseless(headers), contentType, body);
    }

    private static Map<String, List<String>> caseless(Map<String, List<String>> headers) {
        Map<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        return caseless;
    }

    @Override
    public String toString() {
        return "KeptRequest[method=" + method + "]";
    }
}
