package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dlrbridge.trace.PortalName;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that a search has found, with the portal it belongs to.
 *
 * @param portal null for what belongs to none
 * @param id within its kind
 * @param channelId of what belongs to a channel; null otherwise
 * @param at since when it is there
 * @param note its state, or its reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Found(
        Kind kind,
        @JsonUnwrapped PortalName portal,
        String id,
        String channelId,
        String gateway,
        Instant at,
        String note) {

    /** Below {@code /api/v1}: where all of it is shown. */
    @JsonProperty
    public String path() {
        return switch (kind) {
            case APPLICATION -> "/applications/" + id;
            case PORTAL -> portalPath();
            case CHANNEL -> "/channels/" + id;
            case MESSAGE -> portalPath() + "/messages/" + id;
            case QUARANTINE -> "/quarantine/" + id;
            case UNMATCHED -> "/channels/" + channelId + "/unmatched";
            case ERASURE -> "/applications/" + portal.application() + "/erasures";
            case CHANGE -> "/audit";
            case INSTALL -> "/applications/" + portal.application();
        };
    }

    private String portalPath() {
        return "/applications/" + portal.application() + "/portals/" + portal.memberId();
    }

    /** What can be found. */
    public enum Kind {
        APPLICATION,
        PORTAL,
        CHANNEL,
        MESSAGE,
        QUARANTINE,
        UNMATCHED,
        ERASURE,
        /** An entry of the audit. */
        CHANGE,
        /** One that nobody has confirmed yet. */
        INSTALL;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
