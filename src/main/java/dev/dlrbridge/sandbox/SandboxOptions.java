package dev.dlrbridge.sandbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;

/**
 * How a sandbox starts.
 *
 * @param port 0 for any free one
 * @param host the address listened on for the OAuth server and the control API, and named in their URLs
 * @param allowOtherAddresses whether to listen on all addresses, also reachable from outside, as in a container;
 *     {@code host} and the portals' addresses may be names then
 * @param portalPort named in the portals' addresses in place of the sandbox's own, when callers reach it through another
 *     port; 0 for none
 * @param clock time of tokens, limits and messages; delays of faults pass in real time
 * @param random source of tokens and of the faults' rates
 */
public record SandboxOptions(
        int port, String host, boolean allowOtherAddresses, int portalPort, Clock clock, Random random) {
    /** Any free port of 127.0.0.1, the system's time. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(0, "127.0.0.1", false, 0, Clock.systemUTC(), new SecureRandom());
    }

    public SandboxOptions withPort(int port) {
        return new SandboxOptions(port, host, allowOtherAddresses, portalPort, clock, random);
    }

    public SandboxOptions withClock(Clock clock) {
        return new SandboxOptions(port, host, allowOtherAddresses, portalPort, clock, random);
    }

    /** Equal sources make equal tokens and draws of faults, as far as calls come in the same order. */
    public SandboxOptions withRandom(Random random) {
        return new SandboxOptions(port, host, allowOtherAddresses, portalPort, clock, random);
    }

    /** Portals say that they are reached by this port, on which a proxy listens. */
    public SandboxOptions behind(int portalPort) {
        return new SandboxOptions(port, host, allowOtherAddresses, portalPort, clock, random);
    }

    /** Listens on all addresses, under this name. */
    public SandboxOptions openTo(String host) {
        return new SandboxOptions(port, host, true, portalPort, clock, random);
    }
}
