package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.web.Assets;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Serves the files of the pages. */
@Singleton
class Files {
    private static final Assets ASSETS = Assets.ofConsole();

    /** Stands in their addresses. */
    static final String VERSION = ASSETS.version();

    void register(@Observes Router router) {
        ASSETS.serve(router, AdminPath.CONSOLE + "/assets");
    }
}
