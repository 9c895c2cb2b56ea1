/**
 * What a channel can be set to, typed once when it is read. Uses addresses only.
 */
package dev.dlrbridge.tenant.setting;
