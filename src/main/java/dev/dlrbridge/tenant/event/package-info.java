/**
 * What the integrator is told of: the closed set of kinds, and the outbox into which a cause writes its event in its own
 * transaction. Who delivers it is no concern of whoever writes.
 */
package dev.dlrbridge.tenant.event;
