/**
 * Changes of many things, and replays among them: how far they are, and what became of each thing. Uses {@code admin.http}.
 */
package dev.dlrbridge.admin.run;
