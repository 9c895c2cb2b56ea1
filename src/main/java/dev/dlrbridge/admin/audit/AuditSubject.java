package dev.dlrbridge.admin.audit;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a change is about, as far as its path says so; each may be null.
 *
 * @param id of a channel, or of a request in quarantine
 */
record AuditSubject(String application, String memberId, UUID id) {
    private static final Pattern APPLICATION = Pattern.compile("/applications/([^/?]+)(?:/portals/([^/?]+))?.*");
    private static final Pattern BY_ID = Pattern.compile("/(?:channels|quarantine)/([0-9a-fA-F-]{36})(?:[/?].*)?");

    /** @param target path and query below {@code /api/v1} */
    static AuditSubject of(String target) {
        Matcher application = APPLICATION.matcher(target);
        if (application.matches()) {
            return new AuditSubject(application.group(1), application.group(2), null);
        }
        Matcher byId = BY_ID.matcher(target);
        return new AuditSubject(null, null, byId.matches() ? uuid(byId.group(1)) : null);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
