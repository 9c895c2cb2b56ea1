/**
 * What a portal tells an application by itself: SMS to be sent, events of its life, and pages that are opened.
 *
 * <p>May use {@code rest} and what that uses.
 */
package dev.dlrbridge.sandbox.event;
