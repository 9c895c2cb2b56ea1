/** Applications, portals and channels, their secrets, and the renewal of their tokens. */
package dev.dlrbridge.tenant;
