package dev.dlrbridge.gateway.signature;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schemes a profile can name. */
public final class SignatureSchemes {
    private static final Map<String, Factory> BY_NAME = Map.ofEntries(
            Map.entry("none", options -> new Unsigned()),
            // shared by many gateways
            Map.entry("basic", options -> new BasicAuthentication()),
            Map.entry("header", HeaderCredential::new),
            Map.entry("parameters", ParameterCredentials::new),
            Map.entry("hmac", HmacSignature::new),
            Map.entry("ed25519", Ed25519Signature::new),
            Map.entry("jwt", JwtSignature::new),
            Map.entry("standard-webhooks", StandardWebhooksSignature::new),
            // of one vendor
            Map.entry("aws-sns", AwsSnsSignature::new),
            Map.entry("messagebird", MessageBirdSignature::new),
            Map.entry("mobizon", options -> new MobizonSignature()),
            Map.entry("plivo-v3", options -> new PlivoV3Signature()),
            Map.entry("sms-ru", options -> new SmsRuSignature()),
            Map.entry("smsc", options -> new SmscSignature()),
            Map.entry("telesign", options -> new TelesignSignature()),
            Map.entry("twilio", TwilioSignature::new),
            Map.entry("vonage-sms", VonageSmsSignature::new));

    private SignatureSchemes() {}

    /** Sets a scheme up for one profile. */
    public interface Factory {
        SignatureScheme create(Options options);
    }

    public static Optional<Factory> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Set<String> names() {
        return BY_NAME.keySet();
    }
}
