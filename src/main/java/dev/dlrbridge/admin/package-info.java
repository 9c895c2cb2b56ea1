/**
 * The operator's REST API: one resource for each kind of thing, and the shapes in which it is shown. Knows every service,
 * and no table of its own but in {@code access} and {@code audit}. May use all rooms but the sandbox.
 */
package dev.dlrbridge.admin;
