/** Profiles: the data that says how one gateway's reports look, read from YAML and checked. */
package dev.dlrbridge.gateway.profile;
