package dev.dlrbridge.bitrix24;

/** What became of one command of a call. */
public sealed interface CommandResult {

    /** The portal answered {@code true}. */
    record Done() implements CommandResult {}

    /** The portal refused this command; the others are not concerned. */
    record Rejected(ApiError error) implements CommandResult {}

    /** The answer says neither: portals skip commands silently. */
    record NotExecuted() implements CommandResult {}
}
