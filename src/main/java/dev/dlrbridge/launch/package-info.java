/**
 * The entry point and its commands, and the settings checked before anything starts. Starts whatever else there is.
 */
package dev.dlrbridge.launch;
