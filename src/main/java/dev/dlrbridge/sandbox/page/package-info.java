/**
 * The sandbox's pages for people: a list of the portals, each portal as a small Bitrix24, and the script that stands in for
 * Bitrix24's own in an application's page. They ask the control API, and use no other package.
 */
package dev.dlrbridge.sandbox.page;
