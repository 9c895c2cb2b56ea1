/**
 * A tenant to try the bridge with, the programs around it as doubles (an integrator's and a gateway's), and a page that shows
 * its messages as a portal's users would see them. In development only; uses the public API and the sandbox.
 */
package dev.dlrbridge.demo;
