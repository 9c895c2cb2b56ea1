/**
 * What gateways keep at addresses of their own: certificates, and links to be visited once. Knows no channel beyond its id;
 * uses nothing of intake.
 */
package dev.dlrbridge.intake.vendor;
