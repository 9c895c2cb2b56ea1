package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Verdict;
import java.time.Instant;
import java.util.Set;

/** One way of proving that a request comes from the gateway; never throws on any request. */
public interface SignatureScheme {

    /** The secrets it checks with; all are needed. */
    Set<String> secretNames();

    /**
     * Called only when the channel has a value for each of {@link #secretNames()}.
     *
     * @param now for schemes with a time stamp
     */
    Verdict verify(Callback callback, Secrets secrets, Instant now);
}
