package dev.dlrbridge.bitrix24;

/** What an application proves itself with at the authorisation server; the secret is never printed. */
public record ApplicationCredentials(String clientId, String clientSecret) {
    @Override
    public String toString() {
        return "ApplicationCredentials[clientId=" + clientId + "]";
    }
}
