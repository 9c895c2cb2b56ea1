package dev.dlrbridge.sandbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;

/**
 * How a sandbox starts.
 *
 * @param port 0 for any free one
 * @param tlsPort for addresses with TLS, 0 for any free one; null for none
 * @param host the address listened on for the OAuth server and the control API, and named in their URLs
 * @param allowOtherAddresses whether to listen on all addresses, also reachable from outside, as in a container;
 *     {@code host} and the portals' addresses may be names then
 * @param portalPort named in the portals' addresses in place of the sandbox's own, when callers reach it through another
 *     port; 0 for none
 * @param state the file that outlives the sandbox; the certificate authority is kept beside it; null for none
 * @param clock time of tokens, limits and messages; delays of faults pass in real time
 * @param random source of tokens and of the faults' rates
 */
public record SandboxOptions(
        int port,
        Integer tlsPort,
        String host,
        boolean allowOtherAddresses,
        int portalPort,
        Path state,
        Clock clock,
        Random random) {
    /** Any free port of 127.0.0.1, no TLS, the system's time; forgets everything when it ends. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(0, null, "127.0.0.1", false, 0, null, Clock.systemUTC(), new SecureRandom());
    }

    public SandboxOptions withPort(int port) {
        return new SandboxOptions(port, tlsPort, host, allowOtherAddresses, portalPort, state, clock, random);
    }

    public SandboxOptions withTls(int tlsPort) {
        return new SandboxOptions(port, tlsPort, host, allowOtherAddresses, portalPort, state, clock, random);
    }

    public SandboxOptions withState(Path state) {
        return new SandboxOptions(port, tlsPort, host, allowOtherAddresses, portalPort, state, clock, random);
    }

    public SandboxOptions withClock(Clock clock) {
        return new SandboxOptions(port, tlsPort, host, allowOtherAddresses, portalPort, state, clock, random);
    }

    /** Equal sources make equal tokens and draws of faults, as far as calls come in the same order. */
    public SandboxOptions withRandom(Random random) {
        return new SandboxOptions(port, tlsPort, host, allowOtherAddresses, portalPort, state, clock, random);
    }

    /** Portals say that they are reached by this port, on which a proxy listens. */
    public SandboxOptions behind(int portalPort) {
        return new SandboxOptions(port, tlsPort, host, allowOtherAddresses, portalPort, state, clock, random);
    }

    /** Listens on all addresses, under this name. */
    public SandboxOptions openTo(String host) {
        return new SandboxOptions(port, tlsPort, host, true, portalPort, state, clock, random);
    }
}
