/**
 * The edge to the internet: addresses and networks, and what connections and bodies may cost, in time and in memory, all
 * together. Uses metrics only.
 */
package dev.dlrbridge.net;
