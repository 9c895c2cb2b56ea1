package dev.dlrbridge.portalpage;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.JsonObject;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * A portal's user who has its page open.
 *
 * @param account the portal's {@code member_id}
 * @param user Bitrix24's id of him
 * @param administrator whether he may change what is the portal's, and sees what is everybody's
 * @param opened when the authorisation server has confirmed who he is
 */
public record Visitor(
        UUID portalId, String account, String user, boolean administrator, Language language, Instant opened)
        implements Principal {
    /** Role of whoever has a page open. */
    static final String USER = "portal-user";
    /** Role of an administrator who has. */
    static final String ADMINISTRATOR = "portal-administrator";

    static Visitor of(SecurityIdentity identity) {
        return (Visitor) identity.getPrincipal();
    }

    /** As the audit names him. */
    @Override
    public String getName() {
        return "bitrix24:" + account + ":" + user;
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("portal", portalId.toString())
                .put("account", account)
                .put("user", user)
                .put("administrator", administrator)
                .put("language", language.name())
                .put("opened", opened.getEpochSecond());
    }

    static Visitor ofJson(JsonObject json) {
        return new Visitor(
                UUID.fromString(json.getString("portal")),
                json.getString("account"),
                json.getString("user"),
                json.getBoolean("administrator"),
                Language.valueOf(json.getString("language")),
                Instant.ofEpochSecond(json.getLong("opened")));
    }
}
