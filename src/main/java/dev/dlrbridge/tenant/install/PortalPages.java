package dev.dlrbridge.tenant.install;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Makes what is shown in a portal's frame. */
public interface PortalPages {
    Uni<Response> show(OpenedPage page);

    /**
     * A page that says why there is nothing to see.
     *
     * @param language as the post named it, whoever sent it
     */
    Response refuse(Outcome outcome, Optional<String> language);
}
