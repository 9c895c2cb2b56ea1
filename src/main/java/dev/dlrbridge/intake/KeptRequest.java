package dev.dlrbridge.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

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

    @Override
    public String toString() {
        return "KeptRequest[method=" + method + "]";
    }
}
