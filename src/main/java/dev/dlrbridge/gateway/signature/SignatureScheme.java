package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.util.Map;
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

    /**
     * What of a request that passed {@link #verify} is proved, so that nothing else is read; all of it for a credential,
     * whose holder vouches for whatever he sends. Never throws.
     *
     * @param settings of the channel, right for each option
     */
    Callback covered(Callback callback, Map<String, String> settings);
}
