package dev.dlrbridge.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Twilio does, by its documentation and not by our code. */
final class Twilio {
    private Twilio() {}

    /** @param form whose names and values need no further sorting than by pair */
    static String signature(String token, String url, String form) {
        String parameters = Arrays.stream(form.split("&"))
                .sorted()
                .map(pair -> URLDecoder.decode(pair.replaceFirst("=", ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal((url + parameters).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
