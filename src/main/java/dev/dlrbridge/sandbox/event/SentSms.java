package dev.dlrbridge.sandbox.event;

import java.util.List;

/**
 * An SMS that was handed to its sender's handler.
 *
 * @param answers the HTTP status of each post, 0 without an answer; a portal ignores them and posts no second time
 */
public record SentSms(String messageId, List<Integer> answers) {}
