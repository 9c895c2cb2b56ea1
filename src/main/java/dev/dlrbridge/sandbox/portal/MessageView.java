package dev.dlrbridge.sandbox.portal;

import java.util.List;

/**
 * What the sandbox knows about one message at one moment.
 *
 * @param updates authorised update calls that found the message, same-status ones included
 * @param wentBack whether a status of lower rank ever replaced a higher one
 * @param history the last 16 changes, oldest first
 */
public record MessageView(
        String id, MessageStatus status, int authorId, long updates, boolean wentBack, List<AppliedStatus> history) {}
