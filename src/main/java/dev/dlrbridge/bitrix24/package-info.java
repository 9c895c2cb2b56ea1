/** Bitrix24 from outside: status calls to portals, token refresh, and the shapes in which PHP answers. */
package dev.dlrbridge.bitrix24;
