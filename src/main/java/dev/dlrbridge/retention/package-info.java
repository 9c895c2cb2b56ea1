/**
 * What is removed, and when: rows by their age, of which {@code AgedTable} is the one list, the history by whole days, and
 * every row of a portal that is erased. Knows the tables of all rooms; uses the events of tenant, and the small rooms.
 *
 * <p>Only the beginning of an erasure is tenant's: it is noted in the transaction that deletes the portal.
 */
package dev.dlrbridge.retention;
