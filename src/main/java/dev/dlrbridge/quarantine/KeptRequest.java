package dev.dlrbridge.quarantine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.ReceivedText;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A request as it lies in quarantine: all that is needed to verify and read it again. */
@RegisterForReflection // written and read by Jackson outside of any endpoint
@JsonIgnoreProperties(ignoreUnknown = true) // rows of earlier versions name the media type once more
record KeptRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static byte[] json(Callback request) {
        try {
            return JSON.writeValueAsBytes(new KeptRequest(
                    request.method(), request.path(), request.rawQuery(), request.headers(), request.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and bytes can be written as JSON", e);
        }
    }

    static Callback read(byte[] json, CallbackUrls urls) {
        try {
            KeptRequest kept = JSON.readValue(json, KeptRequest.class);
            return new Callback(
                    kept.method,
                    ReceivedText.ofOctets(urls.asCalled(kept.path, kept.query)),
                    kept.path,
                    kept.query,
                    kept.headers,
                    kept.body,
                    null);
        } catch (IOException e) {
            throw new IllegalStateException("what was written as JSON can be read");
        }
    }

    @Override
    public String toString() {
        return "KeptRequest[method=" + method + "]";
    }
}
