/**
 * What all resources have in common: pages, problems, versions, and values that are told wrong before they reach a database.
 * Knows no room; may be used by all of the administration.
 */
package dev.dlrbridge.admin.http;
