/**
 * The customer's page in Bitrix24's frame: how his portal is, its messages, and the gateway account that he may bring. What it
 * shows and changes is always of the portal that its token is for.
 */
package dev.dlrbridge.portalpage;
