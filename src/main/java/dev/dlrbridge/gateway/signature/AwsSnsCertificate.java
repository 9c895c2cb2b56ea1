package dev.dlrbridge.gateway.signature;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The certificates that Amazon SNS signs with, one in each file, see
 * <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">verifying signatures</a>.
 *
 * <p>Who issued one is not looked at: the file has no certificate of the issuer. That it is Amazon's is known by TLS, from
 * the host that alone may be asked for it.
 */
public final class AwsSnsCertificate {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----\\s([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");
    private static final String SERVICE = "sns.";

    /** Where the service began, and what most regions sign with. */
    private static final String USUAL = "sns.amazonaws.com";

    /** One certificate serves both regions of the American government. */
    private static final String OF_GOVERNMENT = "sns-us-gov-west-1.amazonaws.com";

    private AwsSnsCertificate() {}

    /**
     * The certificate that is the whole content of an address which {@link AwsSnsAddress} found proper.
     *
     * @throws CertificateException with a fixed text if there is more or less than one, or one that SNS does not sign with
     */
    public static X509Certificate parse(byte[] content, URI address) throws CertificateException {
        Matcher pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        byte[] encoded = pem.matches() ? Encoding.BASE64.decode(pem.group(1).replaceAll("\\s", "")) : new byte[0];
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        boolean signs = certificate.getBasicConstraints() < 0
                && certificate.getPublicKey().getAlgorithm().equals("RSA")
                && names(address.getHost()).contains(commonName(certificate));
        if (!signs) {
            throw new CertificateException("not a certificate of Amazon SNS");
        }
        return certificate;
    }

    /** Newer regions have names of their own, in one of three forms. */
    private static Set<String> names(String host) {
        String region = host.startsWith(SERVICE) ? host.substring(SERVICE.length()) : host;
        String ofRegion = region.startsWith("us-gov-") ? OF_GOVERNMENT : "sns-" + region;
        return new HashSet<>(List.of(USUAL, ofRegion, "sns-signing." + region, SERVICE + region));
    }

    private static String commonName(X509Certificate certificate) throws CertificateException {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
            return "";
        } catch (InvalidNameException e) {
            throw new CertificateException(e);
        }
    }
}
