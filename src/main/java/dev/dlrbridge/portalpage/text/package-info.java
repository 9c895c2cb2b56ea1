/**
 * What the page in portals says: English here, the other languages in {@code messages/c_xx.properties} and
 * {@code messages/g_xx.properties}.
 */
package dev.dlrbridge.portalpage.text;
