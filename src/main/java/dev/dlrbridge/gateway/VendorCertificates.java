package dev.dlrbridge.gateway;

import java.net.URI;
import java.security.PublicKey;
import java.util.Optional;

/** The public keys of certificates that gateways publish on hosts of their own, as far as they are at hand. */
public interface VendorCertificates {
    VendorCertificates NONE = address -> Optional.empty();

    /** The key of the certificate at this address; empty if it must be fetched first. Never blocks. */
    Optional<PublicKey> find(URI address);
}
