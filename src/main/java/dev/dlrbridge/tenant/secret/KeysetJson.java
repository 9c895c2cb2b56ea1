package dev.dlrbridge.tenant.secret;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Keysets in <a href="https://developers.google.com/tink/design/keysets">Tink's JSON</a>. Tink's own reader brings its
 * registry of all primitives and Protocol Buffers, for one message of one field: this one reads no other.
 */
final class KeysetJson {
    private static final String TYPE = "type.googleapis.com/google.crypto.tink.AesGcmKey";
    /** Of the message's field 3, {@code key_value}, in bytes. */
    private static final int TAG = 3 << 3 | 2;

    private KeysetJson() {}

    static String write(Keyset keyset) {
        List<JsonObject> keys = keyset.keys().stream().map(KeysetJson::written).toList();
        return new JsonObject()
                .put("primaryKeyId", Integer.toUnsignedLong(keyset.primaryId()))
                .put("key", new JsonArray(keys))
                .encode();
    }

    /** Throws a {@link RuntimeException}, which may quote the text, if it is not such a keyset. */
    static Keyset read(String json) {
        JsonObject keyset = new JsonObject(json);
        return new Keyset(
                id(keyset.getLong("primaryKeyId")),
                keyset.getJsonArray("key").stream()
                        .map(key -> read((JsonObject) key))
                        .toList());
    }

    private static JsonObject written(Keyset.Key key) {
        byte[] message = new byte[2 + key.bytes().length];
        message[0] = TAG;
        message[1] = (byte) key.bytes().length;
        System.arraycopy(key.bytes(), 0, message, 2, key.bytes().length);
        return new JsonObject()
                .put(
                        "keyData",
                        new JsonObject()
                                .put("typeUrl", TYPE)
                                .put("value", Base64.getEncoder().encodeToString(message))
                                .put("keyMaterialType", "SYMMETRIC"))
                .put("status", "ENABLED")
                .put("keyId", Integer.toUnsignedLong(key.id()))
                .put("outputPrefixType", "TINK");
    }

    private static Keyset.Key read(JsonObject key) {
        JsonObject data = key.getJsonObject("keyData");
        require(data.getString("typeUrl").equals(TYPE));
        require(key.getString("status").equals("ENABLED"));
        require(key.getString("outputPrefixType").equals("TINK"));
        byte[] message = Base64.getDecoder().decode(data.getString("value"));
        require(message.length > 2 && message[0] == TAG && message[1] == message.length - 2);
        byte[] bytes = Arrays.copyOfRange(message, 2, message.length);
        require(bytes.length == 16 || bytes.length == 32);
        return new Keyset.Key(id(key.getLong("keyId")), bytes);
    }

    private static int id(long unsigned) {
        require(unsigned > 0 && unsigned <= 0xFFFF_FFFFL);
        return (int) unsigned;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new KeysetException();
        }
    }
}
