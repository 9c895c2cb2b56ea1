package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.handshake.Handshake;
import dev.dlrbridge.gateway.reading.ReportShape;
import dev.dlrbridge.gateway.reading.StatusTable;
import dev.dlrbridge.gateway.signature.Signature;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Data that says how one gateway's delivery reports look and how they are proved genuine.
 *
 * @param name as in the callback address, for example {@code sms-ru}
 * @param documentation links to the vendor's pages; may be empty
 * @param sendSide what the integrator must do when sending, so that reports come and can be matched
 * @param retries what the gateway does when its report is not answered well; null if that is not known
 * @param methods HTTP methods in upper case, besides HEAD and OPTIONS
 * @param mediaTypes of bodies, in lower case; empty if the body is never read
 * @param signature how it proves its requests
 * @param reader name of the reader
 * @param handshakes how the gateway tries the address before it reports
 * @param reports the shapes of requests; the first that fits a request counts
 * @param identity what tells one message from another; says whether correlations need the recipient
 * @param errors what its error codes mean for people, as far as it is known
 */
public record GatewayProfile(
        String name,
        String title,
        List<String> documentation,
        Confidence confidence,
        String sendSide,
        String retries,
        Set<String> methods,
        Set<String> mediaTypes,
        Signature signature,
        List<Secret> secrets,
        List<Setting> settings,
        String reader,
        List<Handshake> handshakes,
        Identity identity,
        List<ReportShape> reports,
        StatusTable statuses,
        Map<String, FailureReason> errors,
        Reply reply) {

    /** How sure we are of the facts. */
    public enum Confidence {
        /** The vendor's own text or source. */
        HIGH,
        /** The vendor's text in part, or several independent receivers. */
        MEDIUM,
        /** The mechanics are known, words or names are not verified. */
        LOW
    }

    /** A secret the channel holds. */
    public record Secret(String name, String description, boolean required) {}

    /** A setting of the channel; the default is null if there is none. */
    public record Setting(String name, String description, String defaultValue, boolean required) {}
}
