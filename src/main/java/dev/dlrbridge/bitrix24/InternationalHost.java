package dev.dlrbridge.bitrix24;

import java.net.IDN;
import java.net.URI;

/** Hosts in other scripts, such as {@code портал.рф}, which {@link URI} takes for no hosts at all. */
final class InternationalHost {
    private InternationalHost() {}

    /** The address with its host as name servers know it; unchanged where there is nothing to change. */
    static URI inAscii(URI address) {
        String authority = address.getRawAuthority();
        if (address.getHost() != null || authority == null || authority.indexOf('@') >= 0) {
            return address;
        }
        int port = authority.lastIndexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
            return URI.create(address.toString().replace("//" + host, "//" + ascii));
        } catch (IllegalArgumentException noHost) {
            return address;
        }
    }
}
