package dev.dlrbridge.tenant.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Seals a gateway's secrets, by name one value or two, into one column {@value #COLUMN}, and opens them. */
@ApplicationScoped
public class NamedSecrets {
    private static final String COLUMN = "secrets";
    private static final TypeReference<Map<String, List<String>>> TYPE = new TypeReference<>() {};

    private final SecretBox box;
    private final ObjectMapper json;

    public NamedSecrets(SecretBox box, ObjectMapper json) {
        this.box = box;
        this.json = json;
    }

    /** Encrypts for one row only. */
    public byte[] seal(String table, String rowId, Map<String, List<String>> secrets) {
        try {
            return box.seal(table, COLUMN, rowId, json.writeValueAsBytes(secrets));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws {@link UnreadableSecretException} for what was not sealed there. */
    public Map<String, List<String>> open(String table, String rowId, byte[] sealed) {
        try {
            return json.readValue(box.open(table, COLUMN, rowId, sealed), TYPE);
        } catch (IOException e) {
            // The cause would quote the secrets.
            throw new UnreadableSecretException(table, COLUMN);
        }
    }
}
