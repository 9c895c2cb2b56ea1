package dev.dlrbridge.tenant;

import java.time.Instant;

/** A Bitrix24 application; its secret stays in the store. */
public record Application(String clientId, String title, Instant updatedAt) {
    /** Changes with each change of the application. */
    public String version() {
        return Portal.version(updatedAt);
    }
}
