package dev.dlrbridge.tenant.call;

import dev.dlrbridge.trace.ExpectedFailure;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Calls to portals that are not about statuses, such as those about senders and users. They are made out of the few
 * requests that statuses leave over in an account's limit, and one at a time for each account over all replicas.
 */
public interface AdministrativeCalls {

    /**
     * Makes the call as soon as it is the account's turn, at once in general. The call must end by itself, within 75 s.
     * Fails with {@link BusyException}, having called nobody, if there was no turn within 30 s.
     *
     * @param account the portal's {@code member_id}
     */
    <T> Uni<T> inTurn(String account, Supplier<Uni<T>> call);

    /** Too many administrative calls want to be made to one account. */
    final class BusyException extends RuntimeException implements ExpectedFailure {
        private static final long serialVersionUID = 1L;

        public BusyException() {
            super("Too many administrative calls for this account", null, false, false);
        }
    }
}
