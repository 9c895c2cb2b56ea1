/** Tells other replicas, over the database, which portals have work; knows nothing of reports. Uses the database's listener. */
package dev.dlrbridge.journal.notice;
