/** Addresses and networks of the internet protocol. Uses nothing of ours. */
package dev.dlrbridge.net;
