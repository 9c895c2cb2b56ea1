package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Portal;
import java.util.Optional;

/**
 * A page of the application that somebody has opened in a portal's frame, as the authorisation server and the portal have
 * confirmed it.
 *
 * @param user Bitrix24's id of who opened it
 * @param administrator whether he may change things there
 * @param first whether it is the first page that was opened with his token: what was recorded, or loaded anew, is not
 * @param installer whether the portal waits for the installation's end
 * @param language as Bitrix24 names it, such as {@code br}
 */
public record OpenedPage(
        Portal portal,
        String user,
        boolean administrator,
        boolean first,
        boolean installer,
        Optional<String> language) {}
