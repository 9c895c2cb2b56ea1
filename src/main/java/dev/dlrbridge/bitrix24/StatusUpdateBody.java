package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * JSON body of a single status call.
 *
 * @param auth the access token where it is needed in the body; never printed
 */
record StatusUpdateBody(
        @JsonProperty("CODE") String code,
        @JsonProperty("MESSAGE_ID") String messageId,
        @JsonProperty("STATUS") String status,
        @JsonInclude(JsonInclude.Include.NON_NULL) String auth) {

    static StatusUpdateBody of(StatusUpdate update, PortalAccess access) {
        return new StatusUpdateBody(
                update.senderCode(),
                update.messageId(),
                update.status(),
                access.tokenInBody() ? access.accessToken() : null);
    }

    @Override
    public String toString() {
        return "StatusUpdateBody[messageId=" + messageId + "]";
    }
}
