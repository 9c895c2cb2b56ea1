package dev.dlrbridge.portalpage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** The page that portals show in a frame. */
@ConfigMapping(prefix = "dlrbridge.portal-page")
public interface PageConfig {
    /**
     * Script by which the installer's page tells Bitrix24 that the installation is finished; nothing else is loaded from
     * elsewhere. Another than Bitrix24's own only for a sandbox.
     */
    @WithDefault("https://api.bitrix24.com/api/v1/")
    URI bx24Script();
}
