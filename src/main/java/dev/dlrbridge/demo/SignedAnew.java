package dev.dlrbridge.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Samples whose signature covers the address, signed for another address with the sample's own secret. */
public final class SignedAnew {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESSAGEBIRD = "messagebird-signature-jwt";

    private SignedAnew() {}

    /** The headers, by lower-case name, that take the place of the sample's. */
    public static Map<String, String> headers(Sample sample, String url) {
        return switch (sample.gateway()) {
            case "twilio" ->
                sample.callback().header("X-Twilio-Webhooks-Signature-Settings") == null
                        ? Map.of("x-twilio-signature", twilio(sample, url, "authToken", "HmacSHA1"))
                        : Map.of("x-twilio-signature", twilio(sample, url, "sharedKey", "HmacSHA256"));
            case "signalwire" ->
                sample.callback().header("X-Twilio-Signature") == null
                        ? Map.of("x-signalwire-signature", twilio(sample, url, "signingKey", "HmacSHA1"))
                        : Map.of("x-twilio-signature", twilio(sample, url, "signingKey", "HmacSHA1"));
            case "plivo" ->
                sample.callback().header("X-Plivo-Signature-V3-Nonce") == null
                        ? Map.of("x-plivo-signature-v2", plivo(sample, url))
                        : Map.of("x-plivo-signature-v3", plivoV3(sample, url));
            case "seven" -> Map.of("x-signature", seven(sample, url));
            case "httpsms" ->
                token(sample, "authorization")
                        .map(token -> Map.of("authorization", "Bearer " + withAudience(token, url, key(sample))))
                        .orElse(Map.of());
            case "messagebird" ->
                token(sample, MESSAGEBIRD)
                        .map(token -> Map.of(MESSAGEBIRD, withUrlHash(token, url, key(sample))))
                        .orElse(Map.of());
            default -> Map.of();
        };
    }

    private static String twilio(Sample sample, String url, String name, String algorithm) {
        String parameters = sample.callback().form().pairs().stream()
                .map(pair -> pair.name() + pair.value())
                .sorted()
                .distinct()
                .collect(Collectors.joining());
        String secret = sample.secrets().of(name).get(0);
        byte[] signature = Digests.hmac(algorithm, secret, url + parameters);
        return new String(Base64.getEncoder().encode(signature), StandardCharsets.US_ASCII);
    }

    private static String plivo(Sample sample, String url) {
        String withoutQuery = url.split("\\?")[0];
        String nonce = sample.callback().header("X-Plivo-Signature-V2-Nonce");
        String secret = sample.secrets().of("authToken").get(0);
        return Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA256", secret, withoutQuery + nonce));
    }

    /** For a form, and an address whose query needs no decoding, if there is one. */
    private static String plivoV3(Sample sample, String url) {
        String form = sample.callback().form().pairs().stream()
                .map(pair -> pair.name() + pair.value())
                .sorted()
                .collect(Collectors.joining());
        String address = url + (url.contains("?") ? "." : "?") + form;
        String nonce = sample.callback().header("X-Plivo-Signature-V3-Nonce");
        String secret = sample.secrets().of("authToken").get(0);
        return Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA256", secret, address + '.' + nonce));
    }

    private static String seven(Sample sample, String url) {
        Callback callback = sample.callback();
        String content = String.join(
                "\n",
                callback.header("X-Timestamp"),
                callback.header("X-Nonce"),
                callback.method(),
                url,
                HexFormat.of().formatHex(Digests.digest("MD5", callback.body())));
        return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", key(sample), content));
    }

    private static String withAudience(String token, String url, String key) {
        ObjectNode claims = claims(token);
        claims.putArray("aud").add(url);
        return signed(token, claims, key);
    }

    private static String withUrlHash(String token, String url, String key) {
        byte[] hash = Digests.digest("SHA-256", url.getBytes(StandardCharsets.UTF_8));
        return signed(token, claims(token).put("url_hash", HexFormat.of().formatHex(hash)), key);
    }

    private static Optional<String> token(Sample sample, String header) {
        return Optional.ofNullable(sample.callback().header(header))
                .filter(value -> !sample.secrets().values().isEmpty())
                .map(value -> value.substring(value.indexOf(' ') + 1));
    }

    private static String key(Sample sample) {
        return sample.secrets().of("signingKey").get(0);
    }

    private static ObjectNode claims(String token) {
        try {
            return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signed(String token, ObjectNode claims, String key) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String content = token.split("\\.")[0]
                + '.'
                + encoder.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
        return content + '.' + encoder.encodeToString(Digests.hmac("HmacSHA256", key, content));
    }
}
