package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.php.RequestParameters;
import dev.dlrbridge.sandbox.portal.Portal;

/** One authorised method call: {@code number} is the portal's count of requests, the same for a whole batch. */
record RestCall(Portal portal, Access access, RequestParameters parameters, long number, Execution execution) {
    /** One command of this batch. */
    RestCall command(RequestParameters values) {
        return new RestCall(portal, access, values, number, execution);
    }

    void requireApplication() throws RestError {
        if (access.clientId() == null) {
            throw RestError.accessDenied("Access denied! Application context required");
        }
    }

    void requireAdmin() throws RestError {
        if (!portal.isAdmin(access.userId())) {
            throw RestError.accessDenied("Access denied!");
        }
    }
}
