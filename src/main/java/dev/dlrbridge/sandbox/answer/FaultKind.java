package dev.dlrbridge.sandbox.answer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What goes wrong with a call. */
public enum FaultKind {
    /** The call is applied and answered {@code milliseconds} late; combines with the others. */
    @JsonProperty("delay")
    DELAY,
    /** No answer ever; applied after {@code milliseconds}, or never without them; cut after 60 s. */
    @JsonProperty("hang")
    HANG,
    /** The connection closes, nothing is applied. */
    @JsonProperty("cut")
    CUT,
    /** Applied, then the connection closes without an answer. */
    @JsonProperty("reset")
    RESET,
    /** A web server's error page with status 502, nothing applied. */
    @JsonProperty("html-502")
    HTML_502,
    /** A page with status 200, nothing applied. */
    @JsonProperty("html-200")
    HTML_200,
    /** A web server's page with {@code status}, by default 404; nothing applied. */
    @JsonProperty("html")
    HTML,
    /** Nothing but {@code status}, by default 404; nothing applied. */
    @JsonProperty("empty")
    EMPTY,
    /** Applied; PHP prints a notice before the answer, and a warning after it. */
    @JsonProperty("php-notice")
    PHP_NOTICE,
    /** Applied; the answer is compressed, whether that was asked for or not. */
    @JsonProperty("gzip")
    GZIP,
    /** The web server keeps the header {@code Authorization} to itself; combines with nothing. */
    @JsonProperty("header-lost")
    HEADER_LOST,
    /** Applied, the first half of the answer is sent as if it were all. */
    @JsonProperty("truncated-json")
    TRUNCATED_JSON,
    /** 302 to {@code location}, nothing applied. */
    @JsonProperty("redirect")
    REDIRECT,
    /** {@code error} with {@code status} for the whole call, nothing applied. */
    @JsonProperty("error")
    ERROR,
    /** {@code error} for a command, inside a batch or called by itself ({@code status} then). */
    @JsonProperty("command-error")
    COMMAND_ERROR,
    /** {@code ERROR_MESSAGE_NOT_FOUND} for the first update of a message, as if it came before the message's row. */
    @JsonProperty("unknown-once")
    UNKNOWN_ONCE,
    /** Nothing of a command is in the answer, neither a result nor an error; nothing is applied. */
    @JsonProperty("command-skipped")
    COMMAND_SKIPPED;

    /** Whether it meets commands, in a batch or called by themselves, and not whole calls. */
    boolean isOfCommands() {
        return this == COMMAND_ERROR || this == UNKNOWN_ONCE || this == COMMAND_SKIPPED;
    }
}
