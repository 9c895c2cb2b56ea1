/** The message senders that portals show their users, and their agreement with the channels. */
package dev.dlrbridge.tenant.sender;
