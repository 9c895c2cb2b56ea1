/**
 * The OAuth server: applications, chains of tokens, and its two addresses.
 *
 * <p>May use {@code portal} and what that uses.
 */
package dev.dlrbridge.sandbox.oauth;
