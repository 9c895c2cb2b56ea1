package dev.dlrbridge.gateway;

import java.time.Instant;
import java.util.Map;

/**
 * What a request is checked against.
 *
 * @param settings of the channel; profiles may leave options of a signature to them
 * @param now for signatures with a time stamp
 */
public record Trust(Secrets secrets, Map<String, String> settings, VendorCertificates certificates, Instant now) {
    public Trust(Secrets secrets, Map<String, String> settings, Instant now) {
        this(secrets, settings, VendorCertificates.NONE, now);
    }

    Trust withSettings(Map<String, String> complete) {
        return new Trust(secrets, complete, certificates, now);
    }
}
