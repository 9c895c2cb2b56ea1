package dev.dlrbridge.portalpage;

import dev.dlrbridge.gateway.Status;
import java.time.Instant;

/**
 * A message as the page lists it.
 *
 * @param status as its gateway reported it; null while nobody knows the gateway's word
 * @param state whether Bitrix24 shows it, as in {@link dev.dlrbridge.journal.Message#state}
 * @param reason why it was not delivered, as a word; empty when that is not known, or it was
 * @param code the same as the gateway's code; null for none
 */
public record MessageRow(Instant at, String id, Status status, String state, String reason, String code) {}
