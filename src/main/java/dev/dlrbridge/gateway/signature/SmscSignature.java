package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters.Parameter;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * SMSC: MD5 and SHA-1 of {@code id:phone:status:phrase} as hexadecimal parameters; each one that is present must be
 * right, see <a href="https://smsc.ru/api/http/status_messages/">status messages</a>.
 */
final class SmscSignature implements SignatureScheme {
    private static final String CONTROL_PHRASE = "controlPhrase";
    private static final Set<String> SIGNED = Set.of("id", "phone", "status");

    /** Error and time of a report are the gateway's word only as far as nobody changed them: nothing covers them. */
    private static final Set<String> UNSIGNED = Set.of("err", "ts", "time");

    @Override
    public Set<String> secretNames() {
        return Set.of(CONTROL_PHRASE);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String sha1 = callback.parameter("sha1");
        String md5 = callback.parameter("md5");
        if (sha1 == null && md5 == null) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
        }
        String signed = text(callback, "id") + ':' + text(callback, "phone") + ':' + text(callback, "status") + ':';
        return Verdict.ofSignature(trust.secrets().hasOne(CONTROL_PHRASE, phrase -> {
            byte[] content = (signed + phrase).getBytes(StandardCharsets.UTF_8);
            return rightOrAbsent("SHA-1", content, sha1) & rightOrAbsent("MD5", content, md5);
        }));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.onlyParameters(
                callback.query().only(SmscSignature::isRead), callback.form().only(SmscSignature::isRead));
    }

    private static boolean isRead(Parameter parameter) {
        return SIGNED.contains(parameter.name()) || UNSIGNED.contains(parameter.name());
    }

    private static String text(Callback callback, String name) {
        String value = callback.parameter(name);
        return value == null ? "" : value;
    }

    private static boolean rightOrAbsent(String algorithm, byte[] content, String claimed) {
        return claimed == null || Digests.isHexOf(Digests.digest(algorithm, content), claimed);
    }
}
