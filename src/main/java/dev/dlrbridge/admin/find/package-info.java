/** What people look for over all portals, and figures by hour: lists that leave out by themselves what a token may not see. */
package dev.dlrbridge.admin.find;
