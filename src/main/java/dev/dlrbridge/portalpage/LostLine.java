package dev.dlrbridge.portalpage;

/**
 * A message that has not arrived, as its author is told.
 *
 * @param time when he wrote it
 * @param reason word of the text that says why; empty where nobody knows
 * @param code empty for none
 */
public record LostLine(String time, String reason, String code) {}
