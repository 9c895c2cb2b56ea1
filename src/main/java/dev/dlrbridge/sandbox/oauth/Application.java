package dev.dlrbridge.sandbox.oauth;

import java.util.Objects;

/** A Bitrix24 application as the OAuth server knows it. */
public record Application(String clientId, String clientSecret, String title) {
    public Application {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        title = title == null ? clientId : title;
    }

    @Override
    public String toString() {
        return "Application[clientId=" + clientId + "]";
    }
}
