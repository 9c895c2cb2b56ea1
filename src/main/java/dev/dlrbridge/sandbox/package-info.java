/**
 * A faithful Bitrix24 double for the tests of any program: its start, its addresses, and its control API.
 *
 * <p>May use all packages below it, and nothing of the bridge; a plain Vert.x program.
 */
package dev.dlrbridge.sandbox;
