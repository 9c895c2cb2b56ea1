/**
 * A portal's REST interface: who may call, what each method does, batches, and the time that they take.
 *
 * <p>May use {@code oauth} and what that uses.
 */
package dev.dlrbridge.sandbox.rest;
