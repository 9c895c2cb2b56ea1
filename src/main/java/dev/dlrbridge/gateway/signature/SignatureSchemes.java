package dev.dlrbridge.gateway.signature;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schemes a profile can name. */
public final class SignatureSchemes {
    private static final Map<String, SignatureScheme> BY_NAME = Map.of(
            "none", new Unsigned(),
            "basic", new BasicAuthentication(),
            "sms-ru", new SmsRuSignature(),
            "smsc", new SmscSignature(),
            "twilio", new TwilioSignature());

    private SignatureSchemes() {}

    public static Optional<SignatureScheme> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Set<String> names() {
        return BY_NAME.keySet();
    }
}
