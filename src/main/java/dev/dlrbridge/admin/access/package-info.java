/**
 * Who may use the administration: its own port, bearer tokens with their roles and applications, and what is refused before
 * anything is looked at. Owns {@code admin_token}. Uses {@code admin.http} for its refusals.
 */
package dev.dlrbridge.admin.access;
