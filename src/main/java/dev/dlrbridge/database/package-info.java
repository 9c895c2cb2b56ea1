/**
 * The embedded PostgreSQL, and the steps by which any PostgreSQL comes to the schema. Knows no table's meaning, and uses
 * nothing of ours.
 */
package dev.dlrbridge.database;
