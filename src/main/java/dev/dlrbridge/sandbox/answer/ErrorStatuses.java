package dev.dlrbridge.sandbox.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose HTTP statuses a portal gives its errors: the product's code and its documentation differ for several. */
public enum ErrorStatuses {
    /** As the product's code does: 401 for nearly everything about authorisation. */
    @JsonProperty("code")
    CODE,
    /** As the <a href="https://apidocs.bitrix24.com/error-codes.html">documentation</a> has it. */
    @JsonProperty("docs")
    DOCS
}
