/**
 * Who changed what, from where: one entry for each change, with the names of its fields and never their values. Owns
 * {@code audit}. Uses {@code admin.access} for the caller.
 */
package dev.dlrbridge.admin.audit;
