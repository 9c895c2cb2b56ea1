package dev.dlrbridge.gateway.handshake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;

/** One way of trying an address. */
public interface Handshake {

    /** Whether it passes unverified, since it states nothing and changes nothing. */
    boolean statesNothing();

    /** What is to be done about the request; null if it is no such handshake. Never throws. */
    Reading read(Callback callback);
}
