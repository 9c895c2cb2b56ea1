package dev.dlrbridge.sandbox.oauth;

import java.util.Objects;

/**
 * A Bitrix24 application as it is registered; null for what it has not.
 *
 * @param installerUrl the page that is opened when somebody installs it
 * @param pageUrl the page that is opened later on
 * @param eventsUrl where an application without an installer is told of its installation
 */
public record Application(
        String clientId, String clientSecret, String title, String installerUrl, String pageUrl, String eventsUrl) {
    public Application {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        title = title == null ? clientId : title;
    }

    /** One that has no pages, as those are that only call. */
    public static Application of(String clientId, String clientSecret) {
        return new Application(clientId, clientSecret, null, null, null, null);
    }

    /** The same with another secret. */
    Application withSecret(String secret) {
        return new Application(clientId, secret, title, installerUrl, pageUrl, eventsUrl);
    }

    @Override
    public String toString() {
        return "Application[clientId=" + clientId + "]";
    }
}
