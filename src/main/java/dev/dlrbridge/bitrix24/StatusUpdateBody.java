package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.annotation.JsonProperty;

/** JSON body of a single status call. */
record StatusUpdateBody(
        @JsonProperty("CODE") String code,
        @JsonProperty("MESSAGE_ID") String messageId,
        @JsonProperty("STATUS") String status) {

    static StatusUpdateBody of(StatusUpdate update) {
        return new StatusUpdateBody(update.senderCode(), update.messageId(), update.status());
    }
}
