package dev.dlrbridge.sandbox.portal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the address of a portal's REST interface is made. */
public enum Endpoint {
    /** {@code http://ADDRESS:PORT/MEMBER/rest/}: many portals share an address. */
    @JsonProperty("member")
    MEMBER("http"),
    /** {@code http://ADDRESS:PORT/rest/}, of a portal that has its address to itself. */
    @JsonProperty("http")
    HTTP("http"),
    /** {@code https://ADDRESS:PORT/rest/} likewise, as real ones are. */
    @JsonProperty("https")
    HTTPS("https");

    private final String scheme;

    Endpoint(String scheme) {
        this.scheme = scheme;
    }

    public String scheme() {
        return scheme;
    }

    /** Whether no other portal is at the portal's address. */
    public boolean isAlone() {
        return this != MEMBER;
    }
}
