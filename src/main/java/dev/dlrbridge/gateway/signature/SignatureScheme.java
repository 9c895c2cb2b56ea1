package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.util.Set;

/** One way of proving that a request comes from the gateway; never throws on any request. */
public interface SignatureScheme {

    /** The secrets it checks with; all are needed. */
    Set<String> secretNames();

    /** Whether a channel may have this secret; schemes whose secrets are keys of some form say no to others. */
    default boolean accepts(String secret) {
        return true;
    }

    /** Called only when the channel has a value for each of {@link #secretNames()} and each option. */
    Verdict verify(Callback callback, Trust trust);
}
