/**
 * A faithful Bitrix24 double: portals, their REST interface and the OAuth server, with faults switchable over HTTP.
 *
 * <p>A plain Vert.x program that uses nothing of the bridge, so that it may serve any other program's tests as well.
 */
package dev.dlrbridge.sandbox;
