/** What tells of single things that happen: spans, and the fields of log lines. Neither ever holds a key or a number. */
package dev.dlrbridge.trace;
