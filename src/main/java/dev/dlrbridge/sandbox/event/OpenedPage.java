package dev.dlrbridge.sandbox.event;

/**
 * A user opens the application's page, or its installer, in a frame of the portal; null takes the default.
 *
 * @param url the page
 * @param userId who opens it, by default the user of the portal's settings
 * @param recent whether the portal sends what only recent ones send: {@code SERVER_ENDPOINT}, {@code APPLICATION_TOKEN},
 *     {@code APPLICATION_SCOPE}; {@code true} by default
 * @param clientId the application, by default that of the portal's settings
 * @see <a href="https://apidocs.bitrix24.com/settings/oauth/simple-way.html">Simple way</a>
 */
public record OpenedPage(String url, Integer userId, Boolean recent, String clientId) {
    public OpenedPage {
        if (url == null) {
            throw new IllegalArgumentException("A page needs a url");
        }
        recent = recent == null || recent;
    }
}
