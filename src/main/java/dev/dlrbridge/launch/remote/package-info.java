/** Commands that ask a running bridge by its administration API, as any other caller does. Uses nothing of ours. */
package dev.dlrbridge.launch.remote;
