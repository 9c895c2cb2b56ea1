/**
 * Finds portals, channels, messages and requests by whatever people have at hand, and shows all that is known of one. Reads
 * the tables of tenant, journal, quarantine and forwarding in statements of its own, and writes none. The administration is
 * made of it, as API and as pages: what a token may see is said with each question.
 */
package dev.dlrbridge.search;
