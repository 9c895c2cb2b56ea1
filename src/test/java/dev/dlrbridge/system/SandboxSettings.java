package dev.dlrbridge.system;

import java.util.Map;

/** What an operator configures to have a sandbox in Bitrix24's place. */
public final class SandboxSettings {
    private SandboxSettings() {}

    /** @param oauthUrl the sandbox's token endpoint */
    public static Map<String, String> of(String oauthUrl) {
        return Map.of("dlrbridge.bitrix24.allow-plain-http", "true", "dlrbridge.bitrix24.oauth-url", oauthUrl);
    }
}
