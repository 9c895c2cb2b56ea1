/** Statements of PostgreSQL: how their rows are read, and what their failures mean. Knows no table, and uses no other room. */
package dev.dlrbridge.sql;
