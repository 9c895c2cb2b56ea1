/**
 * The operator's pages on the inside port: templates over the same services as the API, at the same addresses below
 * {@code /console}. Has no data access of its own; who may and what the audit writes is {@code admin.access}'s and
 * {@code admin.audit}'s business, which hold for both.
 */
package dev.dlrbridge.console;
