/**
 * Tells integrators what happened, by <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: their endpoints,
 * and the delivery of what lies in the outbox of {@code tenant.event}: at least once, in order for each portal and
 * endpoint, no endpoint at the cost of another. Uses tenant, bitrix24 for which addresses may be called, and the small
 * rooms. Reads {@code webhook_event} and {@code webhook_line}, which the outbox writes.
 */
package dev.dlrbridge.webhook;
